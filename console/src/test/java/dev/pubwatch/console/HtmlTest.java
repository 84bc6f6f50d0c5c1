package dev.pubwatch.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void escapesMarkup() {
    assertEquals(
        "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt; &amp;amp;", text("<a href=\"x\" b='y'> &amp;"));
  }

  @Test
  void spellsOutWhatCannotBeSeen() {
    assertEquals(
        "a⟨U+202E⟩b⟨U+0000⟩c⟨U+FEFF⟩d⟨U+D800⟩e⟨U+E0041⟩",
        text("a\u202Eb\0c\uFEFFd\ud800e\udb40\udc41"));
  }

  @Test
  void keepsOtherScripts() {
    assertEquals("пакет 包 🎉 é", text("пакет 包 🎉 é"));
  }

  @Test
  void keepsTextOnOneLine() {
    assertEquals("a b  c", text("a\tb\r\nc"));
  }

  @Test
  void cutsLongTextBetweenCharacters() {
    String longest = "🎉".repeat(Html.LONGEST_TEXT);
    assertEquals(longest, text(longest));
    assertEquals(longest + "…", text(longest + "x"));
  }

  private static String text(String text) {
    return new Html().text(text).toString();
  }
}
