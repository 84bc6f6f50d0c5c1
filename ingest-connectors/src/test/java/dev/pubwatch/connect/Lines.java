package dev.pubwatch.connect;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/** Writes log files of canonical events. */
final class Lines {
  private Lines() {}

  static String event(String id) {
    return """
    {"type":"publish","event_id":"%s","source":"npm","time":"2026-03-01T10:00:00.000Z",\
    "action":"release:publish","project":"pkg:npm/%s"}"""
        .formatted(id, id);
  }

  static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void appendEvents(Path file, String... ids) {
    for (String id : ids) {
      append(file, event(id) + "\n");
    }
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] zstd(byte[] content) {
    return Zstd.compress(content);
  }

  static byte[] events(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(event("e" + i)).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
