package dev.pubwatch.formats;

import static dev.pubwatch.formats.Splits.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.formats.Splits.Cut;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonSplitterTest {
  private static final int MAX = 1000;

  @Test
  void cutsConcatenatedValuesOnOneLineAndOnMany() {
    assertEquals(
        List.of(
            new Cut("{\"a\":1}", 0, 7, 1, false, true),
            new Cut("{\n \"b\": [2]\n}", 7, 20, 1, false, true),
            new Cut("\"s\"", 21, 24, 4, false, true),
            new Cut("12", 25, 27, 4, false, true)),
        cuts("{\"a\":1}{\n \"b\": [2]\n}\n\"s\" 12\n"));
  }

  @Test
  void cutsTheElementsOfATopLevelArray() {
    assertEquals(
        List.of("{\"a\":[1,{}]}", "[1,[2]]", "3", "null", "\"],\""),
        texts(" [ {\"a\":[1,{}]},\n[1,[2]] , 3,null,\"],\"]\n"));
  }

  @Test
  void cutsTheElementsUnderAWrapperKey() {
    assertEquals(
        List.of("{\"a\":1}", "{\"b\":{\"Records\":[{}]}}"),
        texts(
            "{\"x\":{\"y\":[0]},\"Records\" : [ {\"a\":1},{\"b\":{\"Records\":[{}]}} ],\"next\":\"]}\"}"));
    assertEquals(List.of("{\"a\":1}"), texts("{\"events\":[{\"a\":1}]}"));
  }

  @Test
  void goesOnAfterAWrapper() {
    assertEquals(
        List.of("{\"a\":1}", "{\"b\":2}", "{\"c\":3}"),
        texts("{\"Records\":[{\"a\":1}],\"events\":[{\"b\":2}]}\n{\"c\":3}"));
  }

  @Test
  void aKeyOfThatNameThatHoldsNoObjectsIsNoWrapper() {
    for (String value :
        List.of(
            "{\"events\":[\"push\",{\"a\":1}]}",
            "{\"events\":{\"a\":[{}]}}",
            "{\"a\":[\"events\",[{}]]}",
            "{\"a\":\"events\",\"b\":[{}]}",
            "{\"events\\u0000\":[{}]}",
            "{\"Records\":[],\"a\":1}")) {
      assertEquals(List.of(value), texts(value));
    }
  }

  @Test
  void anEmptyWrapperHoldsNothing() {
    assertEquals(List.of("{}"), texts("{\"Records\": [ ] }\n[]{}"));
  }

  @Test
  void bracketsAndQuotesInStringsDoNotCount() {
    String value = "{\"a\":\"}]{[\\\"\\\\\",\"b\\\"\":\"\\\\\"}";
    assertEquals(List.of(value, "1"), texts(value + "1"));
  }

  @Test
  void looseTextIsARecordUpToItsLineEnd() {
    assertEquals(
        List.of("panic: \"x\" ", "{\"a\":1}", ",", "{\"b\":2}", "]", "{\"c\":3}"),
        texts("panic: \"x\" {\"a\":1},{\"b\":2}]\n{\"c\":3}\n"));
  }

  @Test
  void aStringCutByALineEndCostsNoFurtherValue() {
    assertEquals(List.of("{\"a\":\"unfin", "{\"b\":2}"), texts("{\"a\":\"unfin\n{\"b\":2}\n"));
    assertEquals(List.of("{\"a\":\"x\\", "{\"b\":2}"), texts("{\"a\":\"x\\\n{\"b\":2}\n"));
  }

  @Test
  void aValueThatWasNeverClosedCostsNoFurtherValue() {
    assertEquals(List.of("{\"a\":1\n", "{\"b\":2}"), texts("{\"a\":1\n{\"b\":2}\n"));
    assertEquals(
        List.of("{\"a\":{\"x\":0}\n", "{\"b\":2}"), texts("{\"a\":{\"x\":0}\n{\"b\":2}\n"));
    assertEquals(List.of("{\n", "{\"b\":2}"), texts("{\n{\"b\":2}\n"));
  }

  @Test
  void saysWhenTheLastValueIsIncomplete() {
    assertEquals(List.of(new Cut("{\"a\":[1", 0, 7, 1, false, false)), cuts("{\"a\":[1"));
  }

  @Test
  void saysWhenAnArrayOrWrapperWasNotClosed() {
    assertEquals(
        List.of(new Cut("{\"a\":1}", 3, 10, 3, false, true), new Cut("[", 1, 11, 2, false, false)),
        cuts("\n[\n{\"a\":1},"));
    assertEquals(
        List.of(new Cut("{}", 12, 14, 1, false, true), new Cut("{", 0, 14, 1, false, false)),
        cuts("{\"Records\":[{}"));
    assertEquals(
        List.of(new Cut("{}", 12, 14, 1, false, true), new Cut("{", 0, 15, 1, false, false)),
        cuts("{\"Records\":[{}]"));
  }

  @Test
  void cutsAValueAtTheBound() {
    String text = "[{\"a\":\"0123456789\"},{\"b\":2}]";
    assertEquals(
        List.of(
            new Cut("{\"a\":\"01", 1, 19, 1, true, true),
            new Cut("{\"b\":2}", 20, 27, 1, false, true)),
        Splits.whole(bytes(text), Framing.JSON, 8));
  }

  @Test
  void depthCostsNoMemory() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    List<Cut> cuts = Splits.whole(bytes("{\"a\":" + deep + "}{}"), Framing.JSON, MAX);
    assertEquals(2, cuts.size());
    assertTrue(cuts.get(0).truncated());
    assertEquals("{}", cuts.get(1).text());
  }

  @Test
  void streamsAHundredMegabytesInOneRecordsArray() throws IOException {
    int elements = 100_000;
    String element = "{\"a\":\"" + "x".repeat(1_016) + "\"},";
    Stream<InputStream> parts =
        Stream.of(
                Stream.of("{\"Records\":["),
                Stream.generate(() -> element).limit(elements),
                Stream.of("{}]}"))
            .flatMap(s -> s)
            .map(s -> new ByteArrayInputStream(bytes(s)));
    InputStream in = new SequenceInputStream(Collections.enumeration(parts.toList()));
    try (RecordSplitter splitter = RecordSplitter.open(in, Framing.JSON, 2_000)) {
      int count = 0;
      while (splitter.next() != null) {
        count++;
      }
      assertEquals(elements + 1, count);
    }
  }

  @Test
  void cannotStartInTheMiddle() {
    assertThrows(
        IllegalArgumentException.class,
        () -> RecordSplitter.follow(InputStream.nullInputStream(), Framing.JSON, MAX, 5, 1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsExactlyTheValuesThatWereWritten(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      JsonWriter writer = new JsonWriter(random);
      writer.document();
      byte[] input = bytes(writer.text.toString());
      assertEquals(writer.expected, Splits.whole(input, Framing.JSON, MAX));
      assertEquals(writer.expected, Splits.chunked(input, Framing.JSON, MAX, random));
      assertEquals(writer.expected, Splits.followed(input, Framing.JSON, MAX, random));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void junkGivesTheSameRecordsInOrderWhateverTheChunks(long seed) {
    Random random = new Random(seed);
    String alphabet = "{}[]\",:\\ \n\re1R\u00FF";
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(60);
      for (int i = 0; i < length; i++) {
        int pick = random.nextInt(alphabet.length() + 1);
        text.append(pick == alphabet.length() ? "\"events\":[" : alphabet.charAt(pick));
      }
      byte[] input = bytes(text.toString());
      List<Cut> cuts = Splits.whole(input, Framing.JSON, MAX);
      assertInOrder(text.toString(), cuts);
      assertEquals(cuts, Splits.chunked(input, Framing.JSON, MAX, random));
      assertEquals(cuts, Splits.followed(input, Framing.JSON, MAX, random));
    }
  }

  private static void assertInOrder(String text, List<Cut> cuts) {
    long end = 0;
    for (Cut cut : cuts) {
      boolean opening = !cut.terminated() && cut.text().length() == 1;
      if (!opening) {
        assertTrue(cut.start() >= end, () -> text + " gave " + cuts);
        assertEquals(text.substring((int) cut.start(), (int) cut.end()), cut.text());
        end = cut.end();
      }
      long newlines = text.substring(0, (int) cut.start()).chars().filter(c -> c == '\n').count();
      assertEquals(newlines + 1, cut.line());
    }
  }

  private static List<Cut> cuts(String text) {
    return Splits.whole(bytes(text), Framing.JSON, MAX);
  }

  private static List<String> texts(String text) {
    List<String> texts = new ArrayList<>();
    cuts(text).forEach(cut -> texts.add(cut.text()));
    return texts;
  }
}
