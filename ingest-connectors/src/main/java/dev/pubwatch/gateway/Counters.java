package dev.pubwatch.gateway;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What the gateway counts, in Prometheus' text format. */
final class Counters {
  private static final double[] BOUNDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5};
  private static final double NANOS = 1e9;

  private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> records = new ConcurrentSkipListMap<>();
  private final LongAdder[] buckets = new LongAdder[BOUNDS.length];
  private final LongAdder count = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  Counters() {
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = new LongAdder();
    }
  }

  /**
   * Counts an answered request.
   *
   * @param endpoint its name, empty for a path that is none's
   */
  void answered(String endpoint, Outcome outcome) {
    requests
        .computeIfAbsent(
            "{endpoint=\"" + endpoint + "\",outcome=\"" + outcome.label() + "\"}",
            key -> new LongAdder())
        .increment();
  }

  /** Counts what was written of a delivery, and how long it took from its first byte. */
  void kept(String endpoint, int events, int rejects, long tookNanos) {
    add(endpoint, "event", events);
    add(endpoint, "reject", rejects);
    count.increment();
    nanos.add(tookNanos);
    for (int i = 0; i < BOUNDS.length; i++) {
      if (tookNanos / NANOS <= BOUNDS[i]) {
        buckets[i].increment();
        return;
      }
    }
  }

  private void add(String endpoint, String kind, int many) {
    if (many > 0) {
      records
          .computeIfAbsent(
              "{endpoint=\"" + endpoint + "\",kind=\"" + kind + "\"}", key -> new LongAdder())
          .add(many);
    }
  }

  /** Everything counted. */
  String text(boolean up, long heldBytes) {
    StringBuilder text = new StringBuilder();
    table(text, "pubwatch_gateway_requests_total", "Requests by how they ended.", requests);
    table(text, "pubwatch_gateway_records_total", "Events and rejects in Kafka.", records);
    histogram(text);
    gauge(text, "pubwatch_gateway_kafka_up", "Whether Kafka took what was last sent.", up ? 1 : 0);
    gauge(text, "pubwatch_gateway_held_bytes", "Bodies in memory.", heldBytes);
    return text.toString();
  }

  private static void table(
      StringBuilder text, String name, String help, Map<String, LongAdder> values) {
    head(text, name, help, "counter");
    values.forEach((labels, value) -> line(text, name + labels, value.sum()));
  }

  private void histogram(StringBuilder text) {
    String name = "pubwatch_gateway_accept_seconds";
    head(text, name, "From a request's headers to Kafka's word that it has it.", "histogram");
    long below = 0;
    for (int i = 0; i < BOUNDS.length; i++) {
      below += buckets[i].sum();
      line(text, "%s_bucket{le=\"%s\"}".formatted(name, BOUNDS[i]), below);
    }
    line(text, name + "_bucket{le=\"+Inf\"}", count.sum());
    text.append(String.format(Locale.ROOT, "%s_sum %.6f\n", name, nanos.sum() / NANOS));
    line(text, name + "_count", count.sum());
  }

  private static void gauge(StringBuilder text, String name, String help, long value) {
    head(text, name, help, "gauge");
    line(text, name, value);
  }

  private static void head(StringBuilder text, String name, String help, String type) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder text, String name, long value) {
    text.append(name).append(' ').append(value).append('\n');
  }
}
