package dev.pubwatch.notify;

import dev.pubwatch.notify.route.LiveRouting;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;

/**
 * What channels and routes do, in JMX as Kafka's clients have theirs: {@code
 * pubwatch.notifiers:type=pubwatch-channels,channel=…} and {@code
 * pubwatch.notifiers:type=pubwatch-routes}. Counters are since the start.
 */
final class NotifierMetrics implements AutoCloseable {
  private static final String DOMAIN = "pubwatch.notifiers";
  private static final String CHANNELS = "pubwatch-channels";
  private static final String ROUTES = "pubwatch-routes";

  private final Metrics metrics =
      new Metrics(
          new MetricConfig(),
          List.of(new JmxReporter()),
          Time.SYSTEM,
          new KafkaMetricsContext(DOMAIN));

  NotifierMetrics(LiveRouting routing) {
    add("reloads-total", ROUTES, Map.of(), routing::generation);
    add("reloads-refused-total", ROUTES, Map.of(), routing::refusals);
  }

  void add(DeliveryWorker worker) {
    channel(worker, "delivered-total", ChannelStatus::delivered);
    channel(worker, "retries-total", ChannelStatus::retries);
    channel(worker, "dead-letters-total", ChannelStatus::deadLetters);
    channel(worker, "unreadable-total", ChannelStatus::unreadable);
    channel(worker, "waiting", ChannelStatus::waiting);
  }

  private void channel(DeliveryWorker worker, String name, ToLongFunction<ChannelStatus> value) {
    Map<String, String> tags = Map.of("channel", worker.status().channel());
    add(name, CHANNELS, tags, () -> value.applyAsLong(worker.status()));
  }

  private interface Value {
    long now();
  }

  private void add(String name, String group, Map<String, String> tags, Value value) {
    MetricName full = metrics.metricName(name, group, "", tags);
    Gauge<Long> gauge = (config, nowMillis) -> value.now();
    metrics.addMetric(full, gauge);
  }

  @Override
  public void close() {
    metrics.close();
  }
}
