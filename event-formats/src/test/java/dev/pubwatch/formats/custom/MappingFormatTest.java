package dev.pubwatch.formats.custom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Formats;
import dev.pubwatch.formats.Parsed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingFormatTest {
  private static final CredentialHasher HASHER = new CredentialHasher(new byte[16]);
  private static final FormatContext CONTEXT = new FormatContext(HASHER, null, null);

  /** The README's example. */
  private static final Path EXAMPLE = Path.of("src/test/resources/mapping/acme-registry.jslt");

  private static final String UPLOAD =
      "{\"at\":1772366400,\"op\":\"upload\",\"pkg\":\"shop\",\"ver\":\"1.2.3\",\"who\":\"alice\","
          + "\"ip\":\"203.0.113.7\",\"apikey\":\"k-123\"}";

  @TempDir Path folder;

  @Test
  void theExampleTurnsALineIntoAPublish() {
    PublishEvent event = (PublishEvent) events(Formats.byName("mapping:" + EXAMPLE), UPLOAD).get(0);
    assertEquals("release:publish", event.getAction());
    assertEquals("pkg:generic/acme/shop", event.getProject());
    assertEquals("2026-03-01T12:00:00Z", event.getTime().toString());
    assertEquals("acme-registry", event.getSource());
    assertEquals(HASHER.hash("k-123"), event.getCredential().getId());
    assertFalse(CanonicalJson.write(event).contains("k-123"));
  }

  @Test
  void theExamplesOtherLinesAreKeptOrOfNoInterest() {
    Format format = MappingFormat.of(EXAMPLE.toString());
    String other = UPLOAD.replace("upload", "rename");
    assertEquals("other:rename", ((PublishEvent) events(format, other).get(0)).getAction());
    assertEquals(Parsed.nothing(), parse(format, UPLOAD.replace("upload", "health")));
  }

  @Test
  void theSameRecordHasTheSameId() {
    Format format = MappingFormat.of(EXAMPLE.toString());
    assertEquals(events(format, UPLOAD), events(format, UPLOAD));
  }

  @Test
  void aListGivesEventsWithIdsOfTheirOwn() throws IOException {
    String event = "{\"type\":\"ci\",\"action\":\"repo:clone\",\"time\":.t}";
    Format format = mapping("[%s, %s]".formatted(event, event));
    assertEquals(2, events(format, "{\"t\":\"2026-03-01T12:00:00Z\"}").stream().distinct().count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "[1]",
        "{\"type\":\"ci\"}",
        "{\"type\":\"ci\",\"action\":\"made:up\",\"time\":\"2026-03-01T12:00:00Z\"}",
        "error(\"no\")",
        "def f(x) f($x) f(.)",
        "[for (.list) {\"type\":\"ci\"}]",
        "{\"type\":\"ci\",\"action\":\"repo:clone\",\"time\":\"2026-03-01T12:00:00Z\","
            + "\"credential\":{\"secret\":7}}",
      })
  void whatIsNoEventIsRejected(String mapping) throws IOException {
    String list = "{\"list\":[" + "1,".repeat(2_000) + "1]}";
    Parsed parsed = parse(mapping(mapping), list);
    Parsed.Reject reject = assertInstanceOf(Parsed.Reject.class, parsed);
    assertFalse(reject.reason().isBlank());
  }

  @ParameterizedTest
  @ValueSource(strings = {"now()", "random()", "uuid()"})
  void chanceAndClockAreRefused(String call) throws IOException {
    String mapping = "{\"type\":\"ci\",\"action\":\"repo:clone\",\"time\":string(" + call + ")}";
    String message;
    try {
      message = ((Parsed.Reject) parse(mapping(mapping), "{\"a\":1}")).reason();
    } catch (IllegalArgumentException e) {
      message = String.valueOf(e.getMessage());
    }
    assertTrue(message.contains("is not for mappings"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "import \"/etc/passwd\" as x x(.)", "nosuch(.)", ""})
  void aMappingThatCannotWorkIsRefusedByName(String text) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> mapping(text));
    assertTrue(String.valueOf(e.getMessage()).contains("test.jslt"), e::getMessage);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Formats.byName("mapping:nowhere.jslt"));
    assertTrue(String.valueOf(e.getMessage()).contains("nowhere.jslt"), e::getMessage);
  }

  private Format mapping(String text) throws IOException {
    Path file = folder.resolve("test.jslt");
    Files.writeString(file, text);
    return MappingFormat.of(file.toString());
  }

  private static List<SpecificRecord> events(Format format, String line) {
    Parsed parsed = parse(format, line);
    assertTrue(parsed instanceof Parsed.Events, () -> parsed + " of " + line);
    return ((Parsed.Events) parsed).events();
  }

  private static Parsed parse(Format format, String line) {
    return format.parse(line.getBytes(StandardCharsets.UTF_8), CONTEXT);
  }
}
