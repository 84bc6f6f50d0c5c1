package dev.pubwatch.notify.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Severity;
import dev.pubwatch.notify.Alerts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertRendererTest {
  private static final RenderOptions PLAIN = new RenderOptions(100, false);

  @Test
  void readsAsAPersonWouldWantIt() {
    assertEquals(
        """
         HIGH  pkg:npm/left-pad 1.2.3: install script added
          2025-09-02 10:20:30 UTC  12.5 bits  pw-1
          observed                                     usual                                        bits
          install script added                         none (120 past events)                        13.0
          quiet for 800 days                           at most 40 days (1 past event)                 6.0
          events  2, newest last: 1.2.2, 1.2.3
          unless  no install script.
          do      yank version pkg:npm/left-pad@1.2.3: until confirmed
          rarity  a normal day brings 0.020 like it

        """,
        AlertRenderer.render(Alerts.alert("pw-1", 1), PLAIN));
  }

  @Test
  void aRevisionSaysSo() {
    assertTrue(AlertRenderer.render(Alerts.alert("pw-1", 3), PLAIN).contains("revision 3"));
  }

  @Test
  void aRevisionTellsWhatIsOddAndNotAgainWhatToDo() {
    String text = AlertRenderer.render(Alerts.alert("pw-1", 3), PLAIN);
    assertTrue(text.contains("install script added   "), text);
    assertTrue(text.contains("events  2"), text);
    assertFalse(text.contains("do      "), text);
  }

  /** A release train of a hundred has a hundred. */
  @Test
  void aRevisionOfNoUrgencyIsThreeLines() {
    Alert alert = Alerts.alert("pw-1", 3);
    alert.setSeverity(Severity.low);
    assertEquals(
        """
         LOW  pkg:npm/left-pad 1.2.3: install script added
          2025-09-02 10:20:30 UTC  12.5 bits  pw-1  revision 3
          events  2, newest last: 1.2.2, 1.2.3

        """,
        AlertRenderer.render(alert, PLAIN));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 60, 80, 200})
  void noLineIsMuchWiderThanTheTerminal(int width) {
    Alert alert = Alerts.alert("pw-1", 1, "pkg:npm/" + "very-long-name-".repeat(20));
    for (String line :
        AlertRenderer.render(alert, new RenderOptions(width, false)).lines().toList()) {
      assertTrue(line.length() <= Math.max(52, width + 2), line.length() + ": " + line);
    }
  }

  /** A package may be called anything: cursor moves, colour, bells, hidden and reversed text. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2J\u001b[1;1Hall is well",
        "\u0007bell",
        "a\nFAKE ALERT",
        "a\rb",
        "\u202egnp.exe",
        "zero\u200bwidth",
        "\u009b31m",
        "\u2028line"
      })
  void hostileTextCannotTouchTheTerminal(String project) {
    String text = AlertRenderer.render(Alerts.alert("pw-1", 1, project), PLAIN);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean bad =
          (Character.isISOControl(c) && c != '\n') || Character.getType(c) == Character.FORMAT;
      assertFalse(bad, "character " + Integer.toHexString(c) + " at " + i);
    }
    assertFalse(text.lines().anyMatch(line -> line.startsWith("FAKE")), text);
  }

  @Test
  void coloursOnlyWhenAllowed() {
    Alert alert = Alerts.alert("pw-1", 1);
    assertFalse(AlertRenderer.render(alert, PLAIN).contains("\u001b"));
    assertTrue(AlertRenderer.render(alert, new RenderOptions(100, true)).contains("\u001b["));
  }
}
