package dev.pubwatch.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Alert;
import dev.pubwatch.notify.route.Routing;
import dev.pubwatch.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotifierTopologyTest {
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

  private final TestTopology topology =
      new TestTopology(Routing.none().orEverything(List.of("terminal")), START);
  private final TopologyTestDriver driver = topology.driver();

  @BeforeEach
  void storeIsEmpty() {
    assertEquals(0, driver.getKeyValueStore(Names.DELIVERED_STORE).approximateNumEntries());
  }

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void theTopologyIsTheGoldenOne() throws IOException {
    try (InputStream golden = getClass().getResourceAsStream("/topology.txt")) {
      String expected = new String(requireNonNull(golden).readAllBytes(), UTF_8);
      assertEquals(
          expected.strip(),
          TestTopology.topology(Routing.none()).describe().toString().strip(),
          "The topology changed. Renaming a node or store orphans its state: if it is meant, say so"
              + " in CHANGELOG.md and replace src/test/resources/topology.txt.");
    }
  }

  @Test
  void aRepeatedAlertIsDeliveredOnce() {
    topology.alert(Alerts.alert("a", 1));
    topology.alert(Alerts.alert("a", 1));
    assertEquals(List.of("OPENED a to terminal"), topology.told());
  }

  @Test
  void revisionsPassInOrderAndNoneGoesBack() {
    for (int revision : List.of(1, 2, 1, 4, 3)) {
      topology.alert(Alerts.alert("a", revision));
    }
    assertEquals(
        List.of(1, 2, 4),
        topology.outgoing().stream().map(o -> o.notice().alert().getRevision()).toList());
  }

  @Test
  void alertsDoNotHideEachOther() {
    topology.alert(Alerts.alert("a", 1));
    topology.alert(Alerts.alert("b", 1));
    assertEquals(List.of("OPENED a to terminal", "UPDATED b to terminal"), topology.told());
  }

  @Test
  void whatWasDeliveredIsForgottenAfterAQuarter() {
    topology.alert(Alerts.alert("a", 1), START);
    topology.alert(Alerts.alert("b", 1), START.plus(Duration.ofDays(60)));
    assertTrue(driver.getKeyValueStore(Names.DELIVERED_STORE).get("a") != null);
    topology.alert(Alerts.alert("c", 1), START.plus(Duration.ofDays(100)));
    assertTrue(driver.getKeyValueStore(Names.DELIVERED_STORE).get("a") == null);
    assertTrue(driver.getKeyValueStore(Names.DELIVERED_STORE).get("b") != null);
  }

  @Test
  void whatIsDroppedIsCounted() {
    topology.alert(Alerts.alert("a", 2));
    topology.alert(Alerts.alert("a", 2));
    topology.alert(Alerts.alert("a", 1));
    driver
        .createInputTopic(Topics.ALERTS, new StringSerializer(), new ByteArraySerializer())
        .pipeInput("a", (byte[]) null);
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
    topology.alert(Alerts.alert("b", 1));
    assertEquals(1, topology.outgoing().size());
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
    topology.alert(Alerts.alert("a", 1), START);
    topology.alert(Alerts.alert("old", 1), START.minus(Duration.ofDays(4_000)));
    topology.alert(Alerts.alert("b", 1), START.plus(Duration.ofDays(3)));
    topology.alert(Alerts.alert("old", 1), START.minus(Duration.ofDays(4_000)));
    assertEquals(3, topology.outgoing().size());
  }

  /** JSON has no number for it, and one bad alert must not stop all others: it is unreadable. */
  @Test
  void anEndlessScoreIsTheRecordsFault() {
    Alert endless = Alerts.alert("a", 1);
    endless.setScoreBits(Double.POSITIVE_INFINITY);
    Deserializer<Alert> checked = NotifierTopology.writable((topic, bytes) -> endless);
    SerializationException e =
        assertThrows(
            SerializationException.class, () -> checked.deserialize(Topics.ALERTS, new byte[1]));
    assertTrue(Unreadable.isTheRecord(e));
  }
}
