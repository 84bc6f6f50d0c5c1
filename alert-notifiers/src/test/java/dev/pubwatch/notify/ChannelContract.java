package dev.pubwatch.notify;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Alert;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every channel promises to the worker. */
public abstract class ChannelContract {
  /** The channel under test, whose receiver is there. */
  protected abstract IncidentChannel channel();

  /** Everything that the receiver got, in order, as text. */
  protected abstract List<String> received();

  /** From now on nothing arrives. */
  protected abstract void breakReceiver();

  /** The receiver is there again; false where that cannot be. */
  protected abstract boolean repairReceiver();

  private static Notice notice(Alert alert) {
    return Notices.of("pwi-of-" + alert.getAlertId(), 1, Notice.Phase.OPENED, List.of(alert));
  }

  @Test
  void nameIsFitForAConsumerGroup() {
    assertTrue(channel().name().matches("[a-z][a-z0-9-]*"), channel().name());
    assertEquals(channel().name(), channel().name());
  }

  @Test
  void eachDeliveryArrivesOnceAndInOrder() throws Exception {
    IncidentChannel channel = channel();
    channel.deliver(notice(Alerts.alert("pw-first", 1)), null);
    channel.deliver(notice(Alerts.alert("pw-second", 1)), null);
    assertEquals(2, received().size());
    assertTrue(received().get(0).contains("pw-first"));
    assertTrue(received().get(1).contains("pw-second"));
  }

  @Test
  void aRepeatIsTheSame() throws Exception {
    IncidentChannel channel = channel();
    channel.deliver(notice(Alerts.alert("pw-1", 2)), null);
    channel.deliver(notice(Alerts.alert("pw-1", 2)), null);
    assertEquals(received().get(0), received().get(1));
  }

  @Test
  void deliveringDoesNotChangeTheAlert() throws Exception {
    Alert alert = Alerts.alert("pw-1", 1, "pkg:npm/" + "x".repeat(100_000));
    channel().deliver(notice(alert), null);
    assertEquals(Alerts.alert("pw-1", 1, "pkg:npm/" + "x".repeat(100_000)), alert);
  }

  @Test
  void whatIsHostileOrHugeArrivesInBounds() throws Exception {
    channel()
        .deliver(
            notice(Alerts.alert("pw-1", 1, "\u001b[2J\u202e\u0000\ud800" + "y".repeat(500_000))),
            null);
    String text = received().get(0);
    assertTrue(text.length() <= 20_000, text.length() + " characters");
    assertFalse(text.contains("\u001b") || text.contains("\u0000"), "control characters");
  }

  @Test
  void aFailureIsToldAndTheNextTryMayArrive() throws Exception {
    IncidentChannel channel = channel();
    breakReceiver();
    Notice notice = notice(Alerts.alert("pw-1", 1));
    assertThrows(DeliveryException.class, () -> channel.deliver(notice, null));
    if (repairReceiver()) {
      channel.deliver(notice(Alerts.alert("pw-1", 1)), null);
      assertEquals(1, received().size());
    }
  }

  @Test
  void closingTwiceIsHarmless() {
    IncidentChannel channel = channel();
    channel.close();
    assertDoesNotThrow(channel::close);
  }
}
