package dev.pubwatch.cli.notices;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.events.Alert;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.formats.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads alerts as people have them: one a line, or a single one over many lines. */
final class AlertsToTest {
  private static final String STDIN = "-";
  private static final int LARGEST_BYTES = 64 << 20;

  private AlertsToTest() {}

  /** At least one. */
  static List<Alert> read(Path path) throws IOException {
    String shown = path.toString().equals(STDIN) ? "standard input" : path.toString();
    String text = text(path, shown);
    if (text.isBlank()) {
      throw new CommandFailure(shown + ": expected an alert, was empty");
    }
    try {
      return List.of(CanonicalJson.read(Alert.class, text));
    } catch (MalformedException e) {
      return lines(text, shown);
    }
  }

  private static List<Alert> lines(String text, String shown) {
    List<Alert> alerts = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      try {
        if (!line.isBlank()) {
          alerts.add(CanonicalJson.read(Alert.class, line));
        }
      } catch (MalformedException e) {
        throw new CommandFailure(
            "%s:%d: expected an alert in canonical JSON: %s"
                .formatted(shown, number, e.getMessage()),
            e);
      }
    }
    return alerts;
  }

  private static String text(Path path, String shown) throws IOException {
    if (Files.isDirectory(path)) {
      throw new CommandFailure(shown + ": expected a file with alerts, was a folder");
    }
    byte[] bytes;
    try (InputStream in = path.toString().equals(STDIN) ? System.in : Files.newInputStream(path)) {
      bytes = in.readNBytes(LARGEST_BYTES + 1);
    }
    if (bytes.length > LARGEST_BYTES) {
      throw new CommandFailure(shown + ": expected at most 64 MiB of alerts");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new CommandFailure(shown + ": expected text in UTF-8", e);
    }
  }
}
