package dev.pubwatch.benchmarks;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The bare keyed job's only operator: counts by key in Flink's state. Emits the key at every
 * thousandth of it, about as rarely as there are alerts, and at every marker.
 */
final class CountByKey<T> extends KeyedProcessFunction<String, T, String> {
  private static final long serialVersionUID = 1L;
  private static final int EVERY = 1000;

  private final String marker;

  @SuppressWarnings("NullAway.Init") // set in open
  private transient ValueState<Long> count;

  /**
   * @param marker how keys begin that are told of at once
   */
  CountByKey(String marker) {
    this.marker = marker;
  }

  @Override
  public void open(OpenContext context) {
    count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
  }

  @Override
  public void processElement(T event, Context context, Collector<String> out) throws Exception {
    Long before = count.value();
    long now = before == null ? 1 : before + 1;
    count.update(now);
    if (now % EVERY == 0 || context.getCurrentKey().startsWith(marker)) {
      out.collect(context.getCurrentKey());
    }
  }
}
