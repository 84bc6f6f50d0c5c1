package dev.pubwatch.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.CiEvent;
import dev.pubwatch.formats.json.EventDraft;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class SanitizerTest {

  private static EventDraft draft(String id) {
    return new EventDraft(id, "test", Instant.EPOCH, "workflow:update", Samples.CONTEXT);
  }

  private static String attribute(CiEvent event, String name) {
    return event.getAttributes().getOrDefault(name, "");
  }

  @Test
  void whatIsCutSaysSo() {
    EventDraft draft = draft("a").project("p".repeat(5000));
    draft.ci().setEgressHosts(Collections.nCopies(157, "h"));
    for (int i = 0; i < 70; i++) {
      draft.attribute("k%02d".formatted(i), "v".repeat(5000));
    }
    CiEvent event = (CiEvent) draft.ciEvent();
    assertEquals(100, event.getCi().getEgressHosts().size());
    assertEquals("… 58 more", event.getCi().getEgressHosts().get(99));
    assertEquals("6", event.getAttributes().get(Sanitizer.DROPPED));
    assertEquals(Text.MAX_FREE_TEXT, attribute(event, "k00").length());
    assertEquals(Text.MAX_FREE_TEXT, event.getProject().length());
    assertEquals(event, Sanitizer.clean(CiEvent.newBuilder(event).build()));
  }

  @Test
  void longIdsStayDifferent() {
    String start = "x".repeat(5000);
    String a = Samples.id(draft(start + "a").ciEvent());
    String b = Samples.id(draft(start + "b").ciEvent());
    assertNotEquals(a, b);
    assertTrue(a.length() <= Text.MAX_FREE_TEXT);
    assertEquals("short", Samples.id(draft("short").ciEvent()));
  }

  @Test
  void aSecretIsFoundBeforeTheTextIsCut() {
    String secret = Secrets.ALL.get(0);
    CiEvent event =
        (CiEvent) draft("a").attribute("note", " ".repeat(1000) + secret + " tail").ciEvent();
    assertFalse(attribute(event, "note").contains("ghp" + "_"));
    CiEvent named = (CiEvent) draft("a").attribute("session_token", "anything").ciEvent();
    assertEquals(Redactor.NAMED_SECRET, named.getAttributes().get("session_token"));
  }

  @Test
  void groupsInWhichNothingIsKnownAreNull() {
    CiEvent event = (CiEvent) draft("a").ciEvent();
    assertNull(event.getActor());
    assertNull(event.getCredential());
    assertNull(event.getOrigin());
    assertNull(event.getCi());
    EventDraft draft = draft("a");
    draft.actor().setId("alice");
    CiEvent known = (CiEvent) draft.ciEvent();
    assertEquals("alice", known.getActor().getId());
  }

  @Test
  void loneSurrogatesBecomeReplacementCharacters() {
    assertEquals("a\uFFFDb", Text.bound("a\ud800b", 10));
    assertEquals("😀", Text.bound("😀", 10));
    assertEquals("abcd…", Text.bound("abcd😀ef", 6));
  }
}
