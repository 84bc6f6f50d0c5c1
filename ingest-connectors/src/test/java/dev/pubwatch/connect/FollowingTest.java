package dev.pubwatch.connect;

import static dev.pubwatch.connect.Lines.append;
import static dev.pubwatch.connect.Lines.appendEvents;
import static dev.pubwatch.connect.Lines.event;
import static dev.pubwatch.connect.TaskHarness.ids;
import static dev.pubwatch.connect.TaskHarness.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that grow, rotate, shrink, are copied, compressed and deleted. */
final class FollowingTest {
  @TempDir Path folder;
  private Path log;
  private TaskHarness task;

  @BeforeEach
  void start() {
    log = folder.resolve("app.log");
    task = new TaskHarness(settings(folder)).start();
  }

  @AfterEach
  void stop() {
    task.close();
  }

  @Test
  void readsWhatIsAppended() {
    appendEvents(log, "a", "b");
    assertEquals(List.of("a", "b"), ids(task.drain()));
    appendEvents(log, "c");
    assertEquals(List.of("c"), ids(task.drain()));
  }

  @Test
  void holdsAPartialLastLineBackUntilItsEnd() {
    String line = event("a");
    append(log, line.substring(0, 40));
    assertEquals(List.of(), ids(task.drain()));
    append(log, line.substring(40));
    assertEquals(List.of(), ids(task.drainLater()));
    append(log, "\n");
    assertEquals(List.of("a"), ids(task.drain()));
  }

  @Test
  void followsARenamedFileAndReadsTheNewOneFromItsStart() throws IOException {
    appendEvents(log, "a");
    assertEquals(List.of("a"), ids(task.drain()));
    appendEvents(log, "b");
    Files.move(log, folder.resolve("app.log.1"));
    appendEvents(log, "c");
    assertEquals(List.of("b", "c"), ids(task.drain()));
    appendEvents(folder.resolve("app.log.1"), "d");
    assertEquals(List.of("d"), ids(task.drain()));
  }

  @Test
  void followsARenameThatHappenedWhileItWasDown() throws IOException {
    appendEvents(log, "a", "b");
    task.drain();
    task.commit(1);
    task.close();
    Files.move(log, folder.resolve("app.log.1"));
    appendEvents(log, "c");
    task.start();
    assertEquals(List.of("b", "c"), ids(task.drain()));
  }

  @Test
  void readsAFileOnThatIsRenamedOutOfSight() throws IOException {
    TaskHarness one = new TaskHarness(settings(log)).start();
    appendEvents(log, "a");
    assertEquals(List.of("a"), ids(one.drain()));
    appendEvents(log, "b");
    Path away = folder.resolve("rotated");
    Files.move(log, away);
    appendEvents(away, "c");
    appendEvents(log, "d");
    assertEquals(List.of("b", "c", "d"), ids(one.drain()));
    append(away, event("e")); // its writer dies here
    assertEquals(List.of(), ids(one.drain()));
    assertEquals(List.of("e"), ids(one.drainLater()));
    one.close();
  }

  @Test
  void aCopyIsNotReadAgainWhenTheOriginalIsTruncated() throws IOException {
    appendEvents(log, "a");
    assertEquals(List.of("a"), ids(task.drain()));
    appendEvents(log, "b");
    Files.copy(log, folder.resolve("app.log.1"));
    Files.write(log, new byte[0]);
    appendEvents(log, "c");
    assertEquals(List.of("b", "c"), ids(task.drain()));
  }

  @Test
  void aCopyIsNotReadAgainWhileTheOriginalIsThere() throws IOException {
    appendEvents(log, "a");
    task.drain();
    Path copy = folder.resolve("app.log.1");
    Files.copy(log, copy);
    assertEquals(List.of(), ids(task.drain()));
    appendEvents(log, "b");
    assertEquals(List.of("b"), ids(task.drain()));
    task.commit();
    task.crash();
    assertEquals(List.of(), ids(task.drainLater()));
  }

  @Test
  void aCopyAndATruncationWhileItWasDownRepeatNothing() throws IOException {
    appendEvents(log, "a", "b");
    task.drain();
    task.commit(1);
    task.close();
    Files.copy(log, folder.resolve("app.log.1"));
    Files.write(log, new byte[0]);
    appendEvents(log, "c");
    task.start();
    assertEquals(List.of("b", "c"), ids(task.drain()));
  }

  @Test
  void readsATruncatedFileFromItsStartEvenWhenItOutgrewWhatWasRead() throws IOException {
    appendEvents(log, "a", "b");
    task.drain();
    Files.write(log, new byte[0]);
    appendEvents(log, "c");
    assertEquals(List.of("c"), ids(task.drain()));
    Files.write(log, new byte[0]);
    appendEvents(log, "d", "e", "f");
    assertEquals(List.of("d", "e", "f"), ids(task.drain()));
  }

  @Test
  void goesOnInTheMiddleOfAFileAfterEveryRecord() {
    appendEvents(log, "a", "b", "c", "d");
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      List<SourceRecord> left = task.drain();
      assertEquals(4 - i, left.size());
      seen.add(ids(left).get(0));
      task.commit(1);
      task.crash();
    }
    assertEquals(List.of("a", "b", "c", "d"), seen);
    assertEquals(List.of(), ids(task.drain()));
  }

  @Test
  void aFreedInodeWithNewContentIsANewFile() throws IOException {
    for (int i = 0; i < 5; i++) {
      appendEvents(log, "a" + i);
      assertEquals(List.of("a" + i), ids(task.drain()));
      Files.delete(log);
      task.drainLater();
    }
  }

  @Test
  void compressingARotatedFileRepeatsNothing() throws IOException {
    appendEvents(log, "a", "b");
    task.drain();
    task.commit();
    Path rotated = folder.resolve("app.log.1");
    Files.move(log, rotated);
    task.drain();
    appendEvents(rotated, "c");
    Files.write(folder.resolve("app.log.2.gz"), Lines.gzip(Files.readAllBytes(rotated)));
    assertEquals(List.of("c"), ids(task.drain()));
    task.commit();
    Files.delete(rotated);
    assertEquals(List.of(), ids(task.drainLater()));
    task.crash();
    assertEquals(List.of(), ids(task.drainLater()));
  }

  @Test
  void filesWithTheSameBeginningKeepApart() {
    String banner = "# " + "-".repeat(2_000) + "\n";
    Path other = folder.resolve("other.log");
    append(log, banner + event("a") + "\n");
    append(other, banner + event("b") + "\n" + event("c") + "\n");
    assertEquals(5, task.drain().size());
    appendEvents(log, "d");
    appendEvents(other, "e");
    assertEquals(List.of("d", "e"), ids(task.drain()));
    task.commit();
    task.crash();
    assertEquals(List.of(), ids(task.drain()));
    appendEvents(other, "f");
    appendEvents(log, "g");
    assertEquals(List.of("g", "f"), ids(task.drain()));
  }

  @Test
  void aReplacedFileIsReadWhole() throws IOException {
    appendEvents(log, "a");
    task.drain();
    Path next = folder.resolve(".next");
    appendEvents(next, "x", "y");
    Files.move(next, log, StandardCopyOption.REPLACE_EXISTING);
    assertEquals(List.of("x", "y"), ids(task.drain()));
  }
}
