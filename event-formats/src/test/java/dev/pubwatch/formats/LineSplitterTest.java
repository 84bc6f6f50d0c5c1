package dev.pubwatch.formats;

import static dev.pubwatch.formats.Splits.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pubwatch.formats.Splits.Cut;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LineSplitterTest {
  private static final int MAX = 8;

  @Test
  void cutsAtLineFeedAndAtCarriageReturnLineFeed() {
    assertEquals(
        List.of(
            new Cut("one", 0, 4, 1, false, true),
            new Cut("two", 4, 9, 2, false, true),
            new Cut("t\rr", 9, 13, 3, false, true)),
        lines("one\ntwo\r\nt\rr\n"));
  }

  @Test
  void skipsBlankLinesAndCountsThem() {
    assertEquals(List.of(new Cut("x", 6, 8, 4, false, true)), lines("\n\r\n \t\nx\n\n"));
  }

  @Test
  void skipsAByteOrderMarkOnTheFirstLineOnly() {
    String mark = "\u00EF\u00BB\u00BF";
    assertEquals(
        List.of(new Cut("a", 3, 5, 1, false, true), new Cut(mark + "b", 5, 10, 2, false, true)),
        lines(mark + "a\n" + mark + "b\n"));
  }

  @Test
  void halfAByteOrderMarkIsContent() {
    assertEquals(List.of(new Cut("\u00EF\u00BB", 0, 2, 1, false, false)), lines("\u00EF\u00BB"));
  }

  @Test
  void saysWhenTheLastLineHasNoEnd() {
    assertEquals(
        List.of(new Cut("a", 0, 2, 1, false, true), new Cut("b", 2, 3, 2, false, false)),
        lines("a\nb"));
  }

  @Test
  void cutsAtTheBoundAndGoesOnWithTheNextLine() {
    assertEquals(
        List.of(
            new Cut("12345678", 0, 10, 1, false, true),
            new Cut("12345678", 10, 20, 2, true, true),
            new Cut("x", 20, 22, 3, false, true)),
        lines("12345678\r\n123456789\nx\n"));
  }

  @Test
  void skipsALineOfFiftyMegabytesWithoutHoldingIt() throws IOException {
    long length = 50L << 20;
    InputStream in = new Repeated('x', length);
    try (RecordSplitter splitter = RecordSplitter.open(in, Framing.LINES, MAX)) {
      RawRecord record = splitter.next();
      assertNotNull(record);
      assertEquals(new Cut("xxxxxxxx", 0, length, 1, true, false), Cut.of(record));
      assertNull(splitter.next());
    }
  }

  @Test
  void goesOnFromTheEndOfAnyRecord() throws IOException {
    byte[] all = bytes("a\r\n\nbb\nccc\n");
    List<Cut> cuts = Splits.whole(all, Framing.LINES, MAX);
    Cut first = cuts.get(0);
    InputStream rest =
        new ByteArrayInputStream(all, (int) first.end(), all.length - (int) first.end());
    try (RecordSplitter splitter =
        RecordSplitter.follow(rest, Framing.LINES, MAX, first.end(), first.line() + 1)) {
      assertEquals(cuts.get(1), Cut.of(notNull(splitter.next())));
      assertEquals(cuts.get(2), Cut.of(notNull(splitter.next())));
      assertNull(splitter.next());
    }
  }

  @Test
  void refusesABoundBelowOne() {
    assertThrows(
        IllegalArgumentException.class,
        () -> RecordSplitter.open(InputStream.nullInputStream(), Framing.LINES, 0));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithTheModelWhateverTheChunks(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 400; round++) {
      byte[] input = randomText(random);
      List<Cut> expected = model(Splits.text(input));
      assertEquals(expected, Splits.whole(input, Framing.LINES, MAX));
      assertEquals(expected, Splits.chunked(input, Framing.LINES, MAX, random));
      assertEquals(expected, Splits.followed(input, Framing.LINES, MAX, random));
    }
  }

  private static byte[] randomText(Random random) {
    StringBuilder text = new StringBuilder(random.nextInt(5) == 0 ? "\u00EF\u00BB\u00BF" : "");
    String alphabet = "ab\n\n\r \t\u00EF\u00BB\u00BF\u0000";
    int length = random.nextInt(120);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return bytes(text.toString());
  }

  /** The same with the whole text at hand. */
  private static List<Cut> model(String text) {
    List<Cut> cuts = new ArrayList<>();
    int start = text.startsWith("\u00EF\u00BB\u00BF") ? 3 : 0;
    for (int line = 1; start < text.length(); line++) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      String content = text.substring(start, end).replaceFirst("\r$", "");
      int next = newline < 0 ? end : newline + 1;
      boolean tooLong = content.length() > MAX;
      if (tooLong || !content.replaceAll("[ \t\r]", "").isEmpty()) {
        String kept = tooLong ? content.substring(0, MAX) : content;
        cuts.add(new Cut(kept, start, next, line, tooLong, newline >= 0));
      }
      start = next;
    }
    return cuts;
  }

  private static List<Cut> lines(String text) {
    return Splits.whole(bytes(text), Framing.LINES, MAX);
  }

  private static RawRecord notNull(@Nullable RawRecord record) {
    assertNotNull(record);
    return record;
  }

  /** One byte, many times. */
  static final class Repeated extends InputStream {
    private final byte content;
    private long left;

    Repeated(char content, long length) {
      this.content = (byte) content;
      this.left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? content : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      Arrays.fill(into, offset, offset + count, content);
      left -= count;
      return count;
    }
  }
}
