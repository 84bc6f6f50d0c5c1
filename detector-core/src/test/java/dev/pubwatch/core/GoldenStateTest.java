package dev.pubwatch.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/**
 * State of every released version is restored and then scored with.
 *
 * <p>A golden file holds, per stage and for the judge, one written state, then the score that the
 * next event of {@link Background} got right after it was written.
 */
class GoldenStateTest {
  private static final int CURRENT = 1;
  private static final List<Event> EVENTS = Background.of(4711, 12, 150);
  private static final int LEARNED = EVENTS.size() - 40;
  private static final String ADVICE =
      "State of a released version no longer reads or scores the same. If the change is meant,"
          + " raise the codec's version, keep reading the old one, add a golden file with"
          + " -Dgolden.write=src/test/resources/golden and say so in CHANGELOG.md.";

  @Test
  void everyReleasedStateIsRestoredAndScoresTheSame() throws IOException {
    for (int version = 1; version <= CURRENT; version++) {
      try (InputStream file = getClass().getResourceAsStream("/golden/state-v" + version + ".gz")) {
        if (file == null) {
          fail("no golden file of version " + version + ". " + ADVICE);
        } else {
          replay(new DataInputStream(new GZIPInputStream(file)), version);
        }
      }
    }
  }

  private static void replay(DataInputStream in, int version) throws IOException {
    DetectorRun run = new DetectorRun(DetectorConfig.DEFAULTS);
    run.read(in, version);
    for (Event event : EVENTS.subList(LEARNED, EVENTS.size())) {
      double expected = in.readDouble();
      assertEquals(expected, run.score(event).scoreBits(), 1e-9, event.eventId() + ". " + ADVICE);
    }
  }

  @Test
  void writesTheGoldenFileOfTheCurrentVersionWhenAsked() throws IOException {
    ByteArrayOutputStream first = golden();
    assertArrayEquals(golden().toByteArray(), first.toByteArray(), "state is not deterministic");
    String folder = System.getProperty("golden.write");
    if (folder != null) {
      Files.createDirectories(Path.of(folder));
      try (GZIPOutputStream out =
          new GZIPOutputStream(
              Files.newOutputStream(Path.of(folder, "state-v" + CURRENT + ".gz")))) {
        first.writeTo(out);
      }
    }
  }

  private static ByteArrayOutputStream golden() throws IOException {
    DetectorRun run = new DetectorRun(DetectorConfig.DEFAULTS);
    for (Event event : EVENTS.subList(0, LEARNED)) {
      run.score(event);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    run.write(out);
    for (Event event : EVENTS.subList(LEARNED, EVENTS.size())) {
      out.writeDouble(run.score(event).scoreBits());
    }
    return bytes;
  }
}
