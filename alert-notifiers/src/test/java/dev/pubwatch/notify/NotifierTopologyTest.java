package dev.pubwatch.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Alert;
import dev.pubwatch.schemas.AvroTrust;
import dev.pubwatch.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotifierTopologyTest {
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

  private final TopologyTestDriver driver =
      new TopologyTestDriver(NotifierTopology.define(serde()), settings(), START);
  private final TestInputTopic<String, Alert> alerts =
      driver.createInputTopic(
          Topics.ALERTS, new StringSerializer(), serde().serializer(), START, Duration.ZERO);
  private final TestOutputTopic<String, Alert> outbox =
      driver.createOutputTopic(Names.OUTBOX, new StringDeserializer(), serde().deserializer());

  private static Properties settings() {
    Properties p = new Properties();
    NotifierConfig config =
        new NotifierConfig("unused:1", "http://unused", Path.of("target/streams"), null, null);
    p.putAll(StreamsSettings.of(config));
    // The driver forgets what a transaction sent outside of processing.
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    return p;
  }

  /** Avro's single-object form: no registry is needed to test a topology. */
  private static Serde<Alert> serde() {
    AvroTrust.init();
    return Serdes.serdeFrom(
        (topic, alert) -> {
          if (alert == null) {
            return null;
          }
          try {
            ByteBuffer bytes = alert.toByteBuffer();
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        (topic, bytes) -> {
          if (bytes == null) {
            return null;
          }
          try {
            return Alert.fromByteBuffer(ByteBuffer.wrap(bytes));
          } catch (IOException | AvroRuntimeException e) {
            throw new SerializationException("no alert", e);
          }
        });
  }

  @BeforeEach
  void storeIsEmpty() {
    assertEquals(0, driver.getKeyValueStore(Names.DELIVERED_STORE).approximateNumEntries());
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void theTopologyIsTheGoldenOne() throws IOException {
    try (InputStream golden = getClass().getResourceAsStream("/topology.txt")) {
      String expected = new String(requireNonNull(golden).readAllBytes(), UTF_8);
      assertEquals(
          expected.strip(),
          NotifierTopology.define(serde()).describe().toString().strip(),
          "The topology changed. Renaming a node or store orphans its state: if it is meant, say so"
              + " in CHANGELOG.md and replace src/test/resources/topology.txt.");
    }
  }

  @Test
  void aRepeatedAlertIsDeliveredOnce() {
    alerts.pipeInput("a", Alerts.alert("a", 1));
    alerts.pipeInput("a", Alerts.alert("a", 1));
    assertEquals(1, outbox.readValuesToList().size());
  }

  @Test
  void revisionsPassInOrderAndNoneGoesBack() {
    for (int revision : List.of(1, 2, 1, 4, 3)) {
      alerts.pipeInput("a", Alerts.alert("a", revision));
    }
    assertEquals(
        List.of(1, 2, 4), outbox.readValuesToList().stream().map(Alert::getRevision).toList());
  }

  @Test
  void alertsDoNotHideEachOther() {
    alerts.pipeInput("a", Alerts.alert("a", 1));
    alerts.pipeInput("b", Alerts.alert("b", 1));
    assertEquals(
        List.of("a", "b"), outbox.readValuesToList().stream().map(Alert::getAlertId).toList());
  }

  @Test
  void whatWasDeliveredIsForgottenAfterAQuarter() {
    alerts.pipeInput("a", Alerts.alert("a", 1), START);
    alerts.pipeInput("b", Alerts.alert("b", 1), START.plus(Duration.ofDays(60)));
    assertTrue(driver.getKeyValueStore(Names.DELIVERED_STORE).get("a") != null);
    alerts.pipeInput("c", Alerts.alert("c", 1), START.plus(Duration.ofDays(100)));
    assertTrue(driver.getKeyValueStore(Names.DELIVERED_STORE).get("a") == null);
    assertTrue(driver.getKeyValueStore(Names.DELIVERED_STORE).get("b") != null);
  }

  @Test
  void whatIsDroppedIsCounted() {
    alerts.pipeInput("a", Alerts.alert("a", 2));
    alerts.pipeInput("a", Alerts.alert("a", 2));
    alerts.pipeInput("a", Alerts.alert("a", 1));
    alerts.pipeInput("a", (Alert) null);
    assertEquals(2, total(Names.REPEATS));
    assertEquals(1, total(Names.TOMBSTONES));
  }

  private double total(String name) {
    return driver.metrics().entrySet().stream()
        .filter(e -> e.getKey().name().equals(name + "-total"))
        .mapToDouble(e -> (Double) e.getValue().metricValue())
        .sum();
  }

  @Test
  void whatIsNoAlertIsKeptAndPassedOver() {
    byte[] junk = "no alert".getBytes(UTF_8);
    driver
        .createInputTopic(Topics.ALERTS, new StringSerializer(), new ByteArraySerializer())
        .pipeInput("a", junk);
    alerts.pipeInput("b", Alerts.alert("b", 1));
    assertEquals(1, outbox.readValuesToList().size());
    assertArrayEquals(
        junk,
        driver
            .createOutputTopic(
                Names.UNREADABLE, new ByteArrayDeserializer(), new ByteArrayDeserializer())
            .readValue());
  }

  /** A history that is fed after today's alerts is as new to us as they are. */
  @Test
  void anOldAlertIsRememberedAsLongAsANewOne() {
    alerts.pipeInput("a", Alerts.alert("a", 1), START);
    alerts.pipeInput("old", Alerts.alert("old", 1), START.minus(Duration.ofDays(4_000)));
    alerts.pipeInput("b", Alerts.alert("b", 1), START.plus(Duration.ofDays(3)));
    alerts.pipeInput("old", Alerts.alert("old", 1), START.minus(Duration.ofDays(4_000)));
    assertEquals(3, outbox.readValuesToList().size());
  }
}
