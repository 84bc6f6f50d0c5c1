package dev.pubwatch.job.replay;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what could not be read and writes it down, one JSON object a line. */
final class Rejects implements Closeable {
  private static final int MAX_REASONS = 50;
  private static final int MAX_REASON = 500;
  private static final String OTHER = "other reasons";

  private final @Nullable BufferedWriter out;
  private final SortedMap<String, Long> byReason = new TreeMap<>();
  private long count;

  private Rejects(@Nullable BufferedWriter out) {
    this.out = out;
  }

  static Rejects to(@Nullable Output output) throws IOException {
    return new Rejects(
        output == null ? null : Files.newBufferedWriter(output.part(), StandardCharsets.UTF_8));
  }

  void add(String file, long line, String reason) throws IOException {
    count++;
    String cut = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
    boolean known = byReason.containsKey(cut) || byReason.size() < MAX_REASONS;
    byReason.merge(known ? cut : OTHER, 1L, Long::sum);
    if (out != null) {
      out.write(new JsonLine().add("file", file).add("line", line).add("reason", cut).end());
      out.write('\n');
    }
  }

  long count() {
    return count;
  }

  SortedMap<String, Long> byReason() {
    return byReason;
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
