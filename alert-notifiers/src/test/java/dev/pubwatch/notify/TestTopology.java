package dev.pubwatch.notify;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Verdict;
import dev.pubwatch.events.VerdictKind;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.notify.incident.Intake;
import dev.pubwatch.notify.route.LiveRouting;
import dev.pubwatch.notify.route.Routing;
import dev.pubwatch.notify.route.RoutingReader;
import dev.pubwatch.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;

/** The whole topology without a broker, and with a clock that is set by hand. */
public final class TestTopology implements AutoCloseable {
  /** Noon of a Wednesday in Berlin's winter. */
  public static final Instant START = Instant.parse("2025-01-15T11:00:00Z");

  private final TopologyTestDriver driver;
  private final TestInputTopic<String, Alert> alerts;
  private final TestInputTopic<String, Verdict> verdicts;
  private final TestInputTopic<String, Intake> intake;
  private final TestOutputTopic<String, Outgoing> outbox;
  private final LiveRouting live;
  private Instant now;

  public TestTopology(Routing routing) {
    this(routing, START);
  }

  TestTopology(Routing routing, Instant now) {
    this.now = now;
    live = new LiveRouting(routing);
    driver = new TopologyTestDriver(topology(live), settings(), now);
    alerts =
        driver.createInputTopic(
            Topics.ALERTS, new StringSerializer(), json(Alert.class).serializer());
    verdicts =
        driver.createInputTopic(
            Topics.VERDICTS, new StringSerializer(), json(Verdict.class).serializer());
    intake =
        driver.createInputTopic(Names.INTAKE, new StringSerializer(), Intake.serde().serializer());
    outbox =
        driver.createOutputTopic(
            Names.OUTBOX, new StringDeserializer(), OutgoingJson.serde().deserializer());
  }

  /** Routes as an operator writes them: keys without {@code notifiers.}. */
  public static Routing routing(String... settings) {
    Map<String, String> map = new HashMap<>();
    for (String setting : settings) {
      int sign = setting.indexOf('=');
      map.put("notifiers." + setting.substring(0, sign).strip(), setting.substring(sign + 1));
    }
    return RoutingReader.read(map);
  }

  static Topology topology(Routing routing) {
    return topology(new LiveRouting(routing));
  }

  private static Topology topology(LiveRouting routing) {
    return NotifierTopology.define(json(Alert.class), json(Verdict.class), routing);
  }

  private static Properties settings() {
    Properties p = new Properties();
    NotifierConfig config =
        new NotifierConfig("unused:1", "http://unused", Path.of("target/streams"), null, null);
    p.putAll(StreamsSettings.of(config));
    // The driver forgets what a transaction sent outside of processing.
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    return p;
  }

  /** No registry is needed to test a topology. */
  private static <T extends SpecificRecord> Serde<T> json(Class<T> type) {
    return Serdes.serdeFrom(
        (topic, value) ->
            value == null ? null : CanonicalJson.write(value).getBytes(StandardCharsets.UTF_8),
        (topic, bytes) -> {
          try {
            return bytes == null
                ? null
                : CanonicalJson.read(type, new String(bytes, StandardCharsets.UTF_8));
          } catch (MalformedException e) {
            throw new SerializationException("no " + type.getSimpleName(), e);
          }
        });
  }

  /** From now on other routes hold. */
  public void reroute(String... settings) {
    live.replace(routing(settings));
  }

  /** A counter of Streams by its group and name, over all tasks. */
  public double counter(String group, String name) {
    return driver.metrics().entrySet().stream()
        .filter(e -> e.getKey().group().equals(group) && e.getKey().name().equals(name))
        .mapToDouble(e -> (Double) e.getValue().metricValue())
        .sum();
  }

  TopologyTestDriver driver() {
    return driver;
  }

  public void alert(Alert alert) {
    alerts.pipeInput(alert.getAlertId(), alert, START);
  }

  /** One whose event time is another than the clock's. */
  void alert(Alert alert, Instant time) {
    alerts.pipeInput(alert.getAlertId(), alert, time);
  }

  public void verdict(String alertId, VerdictKind kind) {
    verdicts.pipeInput(
        alertId, Verdict.newBuilder().setAlertId(alertId).setVerdict(kind).setTime(now).build());
  }

  public void order(Intake.Verb verb, String incidentId) {
    intake.pipeInput(incidentId, new Intake.Order(verb, incidentId, "by a test"));
  }

  /** Time goes by in seconds. */
  public void passes(Duration time) {
    driver.advanceWallClockTime(time);
    now = now.plus(time);
  }

  public Instant now() {
    return now;
  }

  /** What has been written since the last question. */
  public List<Outgoing> outgoing() {
    return outbox.readValuesToList();
  }

  /** The same in words: phase, alerts and channels. */
  public List<String> told() {
    List<String> words = new ArrayList<>();
    for (Outgoing outgoing : outgoing()) {
      Notice notice = outgoing.notice();
      List<String> ids = notice.alerts().stream().map(Alert::getAlertId).toList();
      words.add(
          notice.phase()
              + " "
              + String.join("+", ids)
              + " to "
              + String.join(",", outgoing.routes().keySet()));
    }
    return words;
  }

  @Override
  public void close() {
    driver.close();
  }
}
