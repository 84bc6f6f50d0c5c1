package dev.pubwatch.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random writers, rotations and crashes against a model that only knows which events were written:
 * in the end Kafka has each of them once.
 *
 * <p>Seeds above 100 once failed: 125 a file truncated and grown again between two reads, 131 a
 * file named by the few bytes it had, 143 a rename between the look and the open.
 */
final class FollowingStateMachineTest {
  private static final int STEPS = 120;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 125, 131, 143})
  void deliversEachEventOnce(long seed) throws IOException {
    Random random = new Random(seed);
    TaskHarness task = new TaskHarness(TaskHarness.settings(folder));
    task.with(FileSourceConfig.BATCH_MAX_RECORDS, String.valueOf(1 + random.nextInt(5)));
    List<Writer> writers = List.of(new Writer("a", random), new Writer("b", random));
    List<String> steps = new ArrayList<>();
    task.start();
    for (int i = 0; i < STEPS; i++) {
      Writer writer = writers.get(random.nextInt(writers.size()));
      steps.add(step(random, task, writer));
    }
    writers.forEach(Writer::finishLine);
    task.drainLater();
    task.drainLater();
    task.commit();
    task.crash();
    assertEquals(List.of(), TaskHarness.ids(task.drainLater()), () -> seed + ": " + steps);
    task.close();

    List<String> delivered = TaskHarness.ids(task.committed());
    Set<String> written = new HashSet<>();
    writers.forEach(writer -> written.addAll(writer.events));
    assertEquals(written, new HashSet<>(delivered), () -> seed + ": " + steps);
    assertEquals(written.size(), delivered.size(), () -> seed + ": " + steps);
  }

  private static String step(Random random, TaskHarness task, Writer writer) throws IOException {
    int choice = random.nextInt(20);
    if (choice < 7) {
      writer.append();
      return writer.name + " appends";
    }
    if (choice < 12) {
      task.poll();
      return "poll";
    }
    return switch (choice) {
      case 12 -> {
        writer.rename();
        yield writer.name + " is renamed";
      }
      case 13 -> {
        writer.copyTruncate();
        yield writer.name + " is copied and truncated";
      }
      case 14 -> {
        task.drainLater();
        task.commit();
        writer.truncate();
        yield writer.name + " is read and truncated";
      }
      case 15 -> {
        task.drainLater();
        task.commit();
        writer.compressRotated();
        task.drainLater();
        yield writer.name + "'s rotated files are read and compressed";
      }
      case 16, 17 -> {
        int count = random.nextInt(task.uncommitted() + 1);
        task.commit(count);
        yield "commit " + count;
      }
      case 18 -> {
        task.crash();
        yield "crash";
      }
      default -> {
        task.drain();
        yield "drain";
      }
    };
  }

  /** A program that logs, and its logrotate. */
  private final class Writer {
    private final String name;
    private final Random random;
    private final Path log;
    private final List<String> events = new ArrayList<>();
    private String unwritten = "";
    private int rotations;

    Writer(String name, Random random) {
      this.name = name;
      this.random = random;
      this.log = folder.resolve(name + ".log");
    }

    void append() {
      finishLine();
      for (int i = random.nextInt(4); i >= 0; i--) {
        String id = name + events.size();
        events.add(id);
        unwritten += Lines.event(id) + (random.nextInt(8) == 0 ? "\r\n" : "\n");
      }
      int end = random.nextBoolean() ? unwritten.length() : random.nextInt(unwritten.length());
      write(end);
    }

    void finishLine() {
      write(unwritten.length());
    }

    private void write(int length) {
      Lines.append(log, unwritten.substring(0, length));
      unwritten = unwritten.substring(length);
    }

    void rename() throws IOException {
      finishLine();
      Files.move(log, rotated());
    }

    void copyTruncate() throws IOException {
      finishLine();
      Files.copy(log, rotated());
      Files.write(log, new byte[0]);
    }

    void truncate() throws IOException {
      // what was not complete was not read: it is written again
      String partial = partialLine();
      Files.write(log, new byte[0]);
      unwritten = partial + unwritten;
    }

    private String partialLine() throws IOException {
      String all = Files.exists(log) ? Files.readString(log) : "";
      return all.substring(all.lastIndexOf('\n') + 1);
    }

    void compressRotated() throws IOException {
      for (int i = 1; i <= rotations; i++) {
        Path plain = folder.resolve(name + ".log." + i);
        if (Files.exists(plain)) {
          byte[] content = Files.readAllBytes(plain);
          boolean zstd = random.nextBoolean();
          Path packed = folder.resolve(plain.getFileName() + (zstd ? ".zst" : ".gz"));
          Files.write(packed, zstd ? Lines.zstd(content) : Lines.gzip(content));
          Files.delete(plain);
        }
      }
    }

    private Path rotated() {
      rotations++;
      return folder.resolve(name + ".log." + rotations);
    }
  }
}
