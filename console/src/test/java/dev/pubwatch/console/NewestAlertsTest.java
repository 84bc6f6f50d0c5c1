package dev.pubwatch.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewestAlertsTest {
  private final NewestAlerts alerts = new NewestAlerts(2);

  @Test
  void dropsTheOldest() {
    alerts.add(at("b", 1, 20));
    alerts.add(at("a", 1, 10));
    alerts.add(at("c", 1, 30));
    assertEquals(List.of("c", "b"), ids());
    assertNull(alerts.find("a"));
  }

  @Test
  void aRevisionTakesThePlaceOfEarlierOnes() {
    Alert second = at("a", 2, 40);
    alerts.add(at("a", 1, 10));
    alerts.add(at("b", 1, 20));
    alerts.add(second);
    alerts.add(at("a", 1, 10));
    assertEquals(List.of("a", "b"), ids());
    assertSame(second, alerts.find("a"));
  }

  private List<String> ids() {
    return alerts.list().stream().map(Alert::getAlertId).toList();
  }

  private static Alert at(String id, int revision, int seconds) {
    return Samples.alert(id, revision, Severity.low, Samples.T0.plusSeconds(seconds));
  }
}
