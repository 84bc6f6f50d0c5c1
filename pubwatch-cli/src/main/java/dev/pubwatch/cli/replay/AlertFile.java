package dev.pubwatch.cli.replay;

import dev.pubwatch.events.Alert;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.formats.MalformedException;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads alerts back from the JSON lines that a replay wrote, one at a time. */
public final class AlertFile implements Closeable {
  private final Path file;
  private final BufferedReader lines;

  /** Opens a file of alerts. */
  public AlertFile(Path file) throws IOException {
    this.file = file;
    this.lines = Files.newBufferedReader(file);
  }

  /** The next alert, null after the last. */
  public @Nullable Alert next() throws IOException {
    try {
      String line = lines.readLine();
      return line == null ? null : CanonicalJson.read(Alert.class, line);
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": is not a file of alerts: it is no UTF-8 text", e);
    } catch (MalformedException e) {
      throw new IOException(file + ": is not a file of alerts: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
