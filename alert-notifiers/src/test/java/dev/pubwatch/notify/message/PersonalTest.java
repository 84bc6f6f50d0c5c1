package dev.pubwatch.notify.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Alert;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.Notice.Phase;
import dev.pubwatch.notify.Notices;
import org.junit.jupiter.api.Test;

class PersonalTest {
  @Test
  void personsAreGoneAndTheRestStays() {
    Notice whole = Notices.of("in-1", 1, Phase.OPENED);
    Alert alert = Personal.without(whole).alert();
    String json = CanonicalJson.write(alert);
    for (String person : new String[] {"mallory", "alice", "203.0.113", "2001:db8", "@mail"}) {
      assertFalse(json.contains(person), person + " in " + json);
    }
    assertNull(alert.getActorId());
    assertEquals("ZZ", alert.getOrigin() == null ? "" : alert.getOrigin().getCountry());
    assertEquals("github.com/acme/web", alert.getProject());
    assertEquals("install script added", alert.getSignals().get(0).getObserved());
    assertEquals("[left out]", alert.getSignals().get(2).getObserved());
    assertEquals(16.6, alert.getSignals().get(2).getBits());
    assertEquals("cred-0123456789abcdef", alert.getResponse().get(0).getTarget());
    assertEquals("github.com/acme/web: [account]", alert.getResponse().get(3).getTarget());
    assertEquals("mallory-q", whole.alert().getActorId());
  }

  @Test
  void versionsAndTimesAreNoAddresses() {
    Notice notice = Notices.of("in-1", 1, Phase.OPENED);
    notice.alert().setSummary("1.2.3 at 10:20:30, 0.6.3, sha256:ab12::cd, a::b");
    String said = Personal.without(notice).alert().getSummary();
    assertTrue(said.startsWith("1.2.3 at 10:20:30, 0.6.3, sha256"), said);
  }
}
