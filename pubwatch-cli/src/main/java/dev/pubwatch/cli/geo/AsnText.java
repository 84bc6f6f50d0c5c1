package dev.pubwatch.cli.geo;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.job.geo.MmdbWriter;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes a database of lines {@code first,last,number,"organisation"}. */
final class AsnText {
  private static final int FIELDS = 4;

  private AsnText() {}

  /**
   * @throws CommandFailure naming the line that is not as expected
   */
  static void convert(List<Path> texts, Path target, String type, Instant built)
      throws IOException {
    MmdbWriter writer = new MmdbWriter();
    for (Path text : texts) {
      try (BufferedReader lines = Files.newBufferedReader(text, StandardCharsets.UTF_8)) {
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          number++;
          add(writer, line, text.getFileName() + " line " + number);
        }
      }
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
      writer.write(out, type, built);
    }
  }

  private static void add(MmdbWriter writer, String line, String where) {
    String[] fields = line.split(",", FIELDS);
    if (fields.length != FIELDS) {
      throw new CommandFailure(where + ": expected first,last,number,organisation");
    }
    try {
      long asn = Long.parseLong(fields[2]);
      if (asn > 0) {
        writer.add(
            fields[0],
            fields[1],
            Map.of(
                "autonomous_system_number",
                asn,
                "autonomous_system_organization",
                unquoted(fields[3])));
      }
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(where + ": " + e.getMessage(), e);
    }
  }

  private static String unquoted(String field) {
    boolean quoted = field.length() >= 2 && field.startsWith("\"") && field.endsWith("\"");
    return quoted ? field.substring(1, field.length() - 1).replace("\"\"", "\"") : field;
  }
}
