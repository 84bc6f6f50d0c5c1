package dev.pubwatch.notify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.notify.Alerts;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertBodyTest {
  @Test
  void anOrdinaryAlertIsWhole() {
    Alert alert = Alerts.alert("pw-1", 1);
    AlertBody body = AlertBody.of(alert);
    assertFalse(body.isShortened());
    assertArrayEquals(CanonicalJson.write(alert).getBytes(UTF_8), body.bytes());
  }

  @Test
  void longListsLoseTheirEndsAndTheRestStays() throws Exception {
    Alert alert = Alerts.alert("pw-1", 3);
    EvidenceEvent event = alert.getEvents().get(0);
    alert.setEvents(Collections.nCopies(500, event));
    AlertBody body = AlertBody.of(alert);
    assertTrue(body.isShortened());
    assertTrue(body.bytes().length <= AlertBody.MAX_BYTES);
    Alert read = CanonicalJson.read(Alert.class, new String(body.bytes(), UTF_8));
    assertEquals(64, read.getEvents().size());
    assertEquals(alert.getSignals(), read.getSignals());
    assertEquals(alert.getTitle(), read.getTitle());
  }

  /** The last one takes six bytes a character in JSON. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "\u00fc", "\u5de6", "\ud83d\udce6", "\u0001"})
  void noAlertIsLongerThanTheLimit(String text) throws Exception {
    String huge = text.repeat(50_000);
    Alert alert = Alerts.alert("pw-1", 1, huge);
    alert.setSummary(huge);
    alert.setOwner(huge);
    alert.setActorId(huge);
    alert.setCredentialId(huge);
    alert.setCounterfactual(huge);
    byte[] body = AlertBody.of(alert).bytes();
    assertTrue(body.length <= AlertBody.MAX_BYTES, body.length + " bytes");
    assertEquals("pw-1", CanonicalJson.read(Alert.class, new String(body, UTF_8)).getAlertId());
  }
}
