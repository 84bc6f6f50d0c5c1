package dev.pubwatch.job.stream;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/** Counts by name, for the run's summary (accumulators) and for dashboards (metrics). */
final class Tally {
  private record Both(LongCounter total, Counter metric) {}

  private final RuntimeContext context;
  private final Map<String, Both> counters = new HashMap<>();

  Tally(RuntimeContext context) {
    this.context = context;
  }

  void count(String name) {
    Both both = counters.computeIfAbsent(name, this::open);
    both.total.add(1L);
    both.metric.inc();
  }

  /** Steps in one task share the task's accumulators; each has metrics of its own. */
  private Both open(String name) {
    LongCounter total = context.getLongCounter(name);
    return new Both(total, context.getMetricGroup().counter(name));
  }
}
