package dev.pubwatch.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.Formats;
import dev.pubwatch.gateway.LogCapture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Secrets of every kind through every format: none is in what goes to Kafka or the log. */
final class SecretsTest {
  @TempDir private Path folder = Path.of("");

  static List<String> formats() {
    return Formats.all().stream().map(Format::name).toList();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void noneIsWritten(String format) throws IOException {
    Files.write(folder.resolve("fields.log"), LeakySamples.inEachField(format));
    // What is cut ends a file of JSON values: each has a file of its own.
    int number = 0;
    for (String line : LeakySamples.strange(format)) {
      Files.writeString(folder.resolve("strange" + number++ + ".log"), line + "\n");
    }
    try (LogCapture log = new LogCapture();
        TaskHarness task = harness(format).start()) {
      List<String> written = new ArrayList<>();
      for (SourceRecord record : task.drain()) {
        written.add(written(record));
      }
      written.add(log.text());
      assertFalse(written.size() < 10, () -> "too little was read: " + written);
      assertEquals(List.of(), LeakySamples.found(written));
    }
  }

  private TaskHarness harness(String format) {
    return new TaskHarness(TaskHarness.settings(folder)).with(FileSourceConfig.FORMAT, format);
  }

  private static String written(SourceRecord record) {
    return String.join(
        "\n",
        String.valueOf(record.key()),
        new String((byte[]) record.value(), StandardCharsets.UTF_8),
        record.headers().toString(),
        record.sourceOffset().toString());
  }
}
