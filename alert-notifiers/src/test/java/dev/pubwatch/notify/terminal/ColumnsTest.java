package dev.pubwatch.notify.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {
  @Test
  void ideographsAndEmojiTakeTwoColumnsAndMarksNone() {
    assertEquals(8, Columns.width("left-pad"));
    assertEquals(4, Columns.width("\u5de6\u57ab"));
    assertEquals(2, Columns.width(Character.toString(0x1F4E6)));
    assertEquals(1, Columns.width("e\u0301"));
    assertEquals("\u5de6  |", Columns.padded("\u5de6", 4) + "|");
  }

  @Test
  void breaksAtSpacesAndWithinLongWords() {
    assertEquals(List.of("one two", "three"), Columns.wrap("one two three", 8));
    assertEquals(List.of("aaaa", "aaaa", "aa"), Columns.wrap("a".repeat(10), 4));
  }

  @Test
  void neverCutsACharacterInTwo() {
    String boxes = Character.toString(0x1F4E6).repeat(9);
    for (int width = 1; width < 20; width++) {
      List<String> lines = Columns.wrap(boxes, width);
      assertEquals(boxes, String.join("", lines));
      for (String line : lines) {
        assertTrue(Columns.width(line) <= Math.max(2, width));
        assertEquals(0, line.codePoints().filter(c -> c < 0x10000).count());
      }
    }
  }

  @Test
  void hiddenTextBeyondTheFirstPlaneIsShownAsSuch() {
    assertEquals("a??", Clean.line("a" + Character.toString(0xE0041) + "\ud800", 10));
    assertEquals("e\u0301\u0301??", Clean.line("e\u0301\u0301\u0301\u0301", 10));
    assertEquals("ab...", Clean.line("abcd", 2));
  }
}
