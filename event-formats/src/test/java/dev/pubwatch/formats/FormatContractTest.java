package dev.pubwatch.formats;

import static dev.pubwatch.formats.Samples.CONTEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.Exposure;
import dev.pubwatch.events.TokenEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every format promises, whatever its source. A new format passes this before it is listed.
 */
class FormatContractTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** Mutants of each sample record. */
  private static final int MUTANTS = 60;

  static List<Format> formats() {
    return Formats.all();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void hasANameAndOneLineOfDescription(Format format) {
    assertTrue(NAME.matcher(format.name()).matches(), format.name());
    assertFalse(format.description().isBlank());
    assertFalse(format.description().contains("\n"));
    assertEquals(format, Formats.byName(format.name()));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void badBytesAreRejectedWithAReason(Format format) {
    for (byte[] bad : badRecords(format)) {
      Parsed parsed = format.parse(bad, CONTEXT);
      Parsed.Reject reject = assertInstanceOf(Parsed.Reject.class, parsed, () -> head(bad));
      assertFalse(reject.reason().isBlank());
      assertTrue(reject.reason().length() <= 400, reject::reason);
      assertFalse(reject.reason().contains("\n"), reject::reason);
    }
  }

  private static List<byte[]> badRecords(Format format) {
    byte[] sample = Samples.of(format).get(0);
    byte[] binary = new byte[4096];
    new Random(1).nextBytes(binary);
    byte[] overlong = concat(sample, sample.length - 1, new byte[] {(byte) 0xC0, (byte) 0x80, '}'});
    return List.of(
        utf8(""),
        utf8(" "),
        utf8("null"),
        utf8("[]"),
        utf8("{}"),
        utf8("\"text\""),
        utf8("{\"a\":NaN}"),
        utf8("{\"a\":1} {\"a\":2}"),
        utf8("{\"a\":1,\"a\":2}"),
        utf8("{\"a\":" + "9".repeat(5000) + "}"),
        utf8("{\"" + "k".repeat(1 << 20) + "\":1}"),
        utf8("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)),
        utf8("[".repeat(10_000)),
        utf8("<xml/>"),
        new byte[] {'{', 0, '}', 0},
        binary,
        overlong,
        Arrays.copyOf(sample, sample.length / 2),
        Arrays.copyOf(sample, sample.length - 1));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void samplesHaveStableUniqueIdsAndCompleteFields(Format format) {
    Set<String> ids = new HashSet<>();
    for (byte[] record : Samples.of(format)) {
      List<SpecificRecord> events = Samples.events(format, record);
      assertEquals(events, Samples.events(format, record.clone()));
      for (SpecificRecord event : events) {
        assertTrue(ids.add(Samples.id(event)), () -> "id twice: " + event);
        assertComplete(event);
        Samples.assertRoundTrip(event);
      }
    }
    assertFalse(ids.isEmpty());
  }

  private static void assertComplete(SpecificRecord event) {
    if (event instanceof Exposure exposure) {
      assertFalse(exposure.getExposureId().isBlank());
      assertFalse(exposure.getCredentialId().isBlank());
      assertInstanceOf(Instant.class, exposure.getReportedAt());
      return;
    }
    String action = Samples.field(event, "action").toString();
    assertTrue(Actions.isAllowed(action), action);
    assertFalse(Samples.id(event).isBlank());
    assertFalse(Samples.field(event, "source").toString().isBlank());
    assertInstanceOf(Instant.class, Samples.field(event, "time"));
    assertEquals(
        action.startsWith(Actions.OTHER),
        action.startsWith(Actions.OTHER)
            && event.get(event.getSchema().getField("source_action").pos()) != null,
        () -> "other:* needs source_action: " + event);
    if (event instanceof TokenEvent token && token.getCredential() != null) {
      assertTrue(token.getCredential().getScopes() != null);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void fieldOrderAndSpaceDoNotMatter(Format format) throws IOException {
    for (byte[] record : Samples.of(format)) {
      ObjectNode reversed = Mutations.reversed((ObjectNode) JSON.readTree(record));
      byte[] pretty = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(reversed);
      assertEquals(format.parse(record, CONTEXT), format.parse(pretty, CONTEXT));
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void readTimeIsTakenFromTheContextAlone(Format format) {
    Instant now = Instant.ofEpochMilli(1_800_000_000_123L);
    FormatContext live = new FormatContext(Samples.HASHER, "given", now);
    for (byte[] record : Samples.of(format)) {
      List<SpecificRecord> events = ((Parsed.Events) format.parse(record, live)).events();
      for (SpecificRecord event : events) {
        if (!(event instanceof Exposure)) {
          assertEquals(now, Samples.field(event, "ingested_at"));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyMutantGivesSoundEventsOrAReject(Format format) throws IOException {
    for (byte[] record : Samples.of(format)) {
      ObjectNode sample = (ObjectNode) JSON.readTree(record);
      for (int seed = 0; seed < MUTANTS; seed++) {
        byte[] mutant = JSON.writeValueAsBytes(Mutations.mutate(sample, new Random(seed)));
        assertSound(format, mutant, seed);
      }
    }
  }

  private static void assertSound(Format format, byte[] mutant, int seed) {
    try {
      Parsed parsed = format.parse(mutant, CONTEXT);
      assertEquals(parsed, format.parse(mutant, CONTEXT));
      if (parsed instanceof Parsed.Events events) {
        for (SpecificRecord event : events.events()) {
          assertComplete(event);
          Samples.assertRoundTrip(event);
          assertTrue(CanonicalJson.write(event).length() < 300_000);
        }
      }
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("seed " + seed + ": " + head(mutant), e);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void noSecretSurvivesInAnyField(Format format) throws IOException {
    for (byte[] record : Samples.of(format)) {
      ObjectNode sample = (ObjectNode) JSON.readTree(record);
      for (ObjectNode leaking : Mutations.withTextInEachField(sample, Secrets.TEXT)) {
        String out = shown(format.parse(JSON.writeValueAsBytes(leaking), CONTEXT));
        for (String secret : Secrets.ALL) {
          assertFalse(
              out.toLowerCase(java.util.Locale.ROOT)
                  .contains(secret.toLowerCase(java.util.Locale.ROOT)),
              () -> secret + " survives in " + out + " of " + leaking);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aFieldThatIsNullIsAsGoodAsAbsent(Format format) throws IOException {
    for (byte[] record : Samples.of(format)) {
      ObjectNode sample = (ObjectNode) JSON.readTree(record);
      for (String name : Mutations.names(sample)) {
        ObjectNode without = sample.deepCopy();
        without.remove(name);
        ObjectNode nulled = sample.deepCopy();
        nulled.putNull(name);
        assertEquals(kind(format, without), kind(format, nulled), () -> name + " of " + sample);
      }
    }
  }

  /** Without ids: a hash over the record may tell null from absent. */
  private static Object kind(Format format, ObjectNode record) throws JsonProcessingException {
    Parsed parsed = format.parse(JSON.writeValueAsBytes(record), CONTEXT);
    if (parsed instanceof Parsed.Events events) {
      for (SpecificRecord event : events.events()) {
        event.put(event.getSchema().getField(Samples.idField(event)).pos(), "");
      }
      return events;
    }
    return Parsed.Reject.class;
  }

  private static String shown(Parsed parsed) {
    return parsed instanceof Parsed.Events events
        ? String.join("\n", events.events().stream().map(CanonicalJson::write).toList())
        : ((Parsed.Reject) parsed).reason();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] concat(byte[] a, int length, byte[] b) {
    byte[] both = Arrays.copyOf(a, length + b.length);
    System.arraycopy(b, 0, both, length, b.length);
    return both;
  }

  private static String head(byte[] record) {
    return Text.show(new String(record, StandardCharsets.ISO_8859_1)) + " of " + record.length;
  }
}
