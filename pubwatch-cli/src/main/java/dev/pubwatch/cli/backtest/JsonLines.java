package dev.pubwatch.cli.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.Decompression;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.json.JsonTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files of one JSON object a line, plain or compressed; a fault names file and line. */
final class JsonLines {
  /** Takes an object. */
  interface Taker {
    /**
     * Takes the next one.
     *
     * @param place file and line, for messages
     */
    void take(ObjectNode object, String place) throws MalformedException;
  }

  private JsonLines() {}

  /**
   * Hands over every object in order; blank lines are skipped.
   *
   * @throws IOException naming file and line when a line is no JSON object or is not taken
   */
  static void read(Path file, Taker taker) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": must be a file of JSON lines, is a folder");
    }
    int number = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Decompression.open(file), StandardCharsets.UTF_8.newDecoder()))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          take(line, file + ":" + number, taker);
        }
      }
    } catch (CharacterCodingException e) {
      throw new IOException(file + ":" + (number + 1) + " or later: is not valid UTF-8", e);
    }
  }

  private static void take(String line, String place, Taker taker) throws IOException {
    try {
      taker.take(JsonTree.readObject(line), place);
    } catch (MalformedException e) {
      throw new IOException(place + ": " + e.reason(), e);
    }
  }
}
