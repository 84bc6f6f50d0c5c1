package dev.pubwatch.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.pubwatch.events.Exposure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** What tests of formats share. */
final class Samples {
  static final CredentialHasher HASHER =
      new CredentialHasher("a key for tests only".getBytes(StandardCharsets.UTF_8));
  static final FormatContext CONTEXT = new FormatContext(HASHER, null, null);

  /** A folder for each format: {@code input.jsonl} and {@code expected.jsonl}. */
  static final Path FOLDER = Path.of("src/test/resources/formats");

  private Samples() {}

  /** A format's sample records. */
  static List<byte[]> of(Format format) {
    Path file = FOLDER.resolve(format.name()).resolve("input.jsonl");
    try {
      return Files.readAllLines(file).stream()
          .map(line -> line.getBytes(StandardCharsets.UTF_8))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("every format needs samples: " + file, e);
    }
  }

  /** The events of a record that must be readable. */
  static List<SpecificRecord> events(Format format, byte[] record) {
    Parsed parsed = format.parse(record, CONTEXT);
    return assertInstanceOf(
            Parsed.Events.class,
            parsed,
            () -> parsed + " of " + new String(record, StandardCharsets.UTF_8))
        .events();
  }

  static Object field(SpecificRecord event, String name) {
    return Objects.requireNonNull(event.get(event.getSchema().getField(name).pos()), name);
  }

  static String id(SpecificRecord event) {
    return field(event, idField(event)).toString();
  }

  static String idField(SpecificRecord event) {
    return event instanceof Exposure ? "exposure_id" : "event_id";
  }

  /** Written, read and written again: the same record, the same text. */
  static void assertRoundTrip(SpecificRecord event) {
    String json = CanonicalJson.write(event);
    try {
      SpecificRecord again =
          event instanceof Exposure
              ? CanonicalJson.read(Exposure.class, json)
              : CanonicalJson.readEvent(json);
      assertEquals(event, again);
      assertEquals(json, CanonicalJson.write(again));
    } catch (MalformedException e) {
      throw new AssertionError(json, e);
    }
  }
}
