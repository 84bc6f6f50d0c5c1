package dev.pubwatch.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each format's samples and the events they must become, as files. After a change on purpose, run
 * with {@code -Dpubwatch.fixtures.update=true}, and read the difference before committing it.
 */
class FixturesTest {

  static List<Format> formats() {
    return Formats.all();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void samplesBecomeTheExpectedEvents(Format format) throws IOException {
    StringBuilder events = new StringBuilder();
    for (byte[] record : Samples.of(format)) {
      for (SpecificRecord event : Samples.events(format, record)) {
        events.append(CanonicalJson.write(event)).append('\n');
      }
    }
    Path expected = Samples.FOLDER.resolve(format.name()).resolve("expected.jsonl");
    if (Boolean.getBoolean("pubwatch.fixtures.update")) {
      Files.writeString(expected, events);
    }
    assertEquals(
        Files.readString(expected),
        events.toString(),
        "if this change is meant, run again with -Dpubwatch.fixtures.update=true");
  }
}
