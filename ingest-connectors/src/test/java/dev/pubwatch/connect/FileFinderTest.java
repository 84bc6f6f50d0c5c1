package dev.pubwatch.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileFinderTest {
  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("a/b"));
    for (String name : List.of("x.log", "y.txt", "a/x.log", "a/b/x.log", ".hidden", "a/z[1].log")) {
      Files.writeString(folder.resolve(name), name);
    }
  }

  @Test
  void findsFilesFoldersAndGlobs() {
    assertEquals(List.of("x.log"), find("/x.log"));
    assertEquals(List.of("x.log", "y.txt", "a/x.log", "a/z[1].log", "a/b/x.log"), find(""));
    assertEquals(List.of("x.log"), find("/*.log"));
    assertEquals(List.of("a/x.log"), find("/?/x*"));
    assertEquals(List.of("a/x.log", "a/z[1].log", "a/b/x.log"), find("/a/**.log"));
    assertEquals(List.of("a/z[1].log"), find("/a/z[1].log"));
    assertEquals(List.of(), find("/none/*.log"));
    assertEquals(List.of(), find("/none"));
  }

  @Test
  void aFileWithTwoNamesCountsOnce() throws IOException {
    Files.createSymbolicLink(folder.resolve("link.log"), folder.resolve("x.log"));
    Files.createLink(folder.resolve("hard.log"), folder.resolve("x.log"));
    assertEquals(List.of("hard.log"), find("/*.log"));
  }

  @Test
  void leavesLoopsOut() throws IOException {
    Files.createSymbolicLink(folder.resolve("a/loop"), folder);
    Files.createSymbolicLink(folder.resolve("self"), folder.resolve("self"));
    assertEquals(5, find("").size());
  }

  @Test
  void leavesFifosOut() throws IOException, InterruptedException {
    Path mkfifo = Path.of("/usr/bin/mkfifo");
    assumeTrue(Files.isExecutable(mkfifo), "needs mkfifo");
    Path fifo = folder.resolve("fifo.log");
    assertEquals(0, new ProcessBuilder(mkfifo.toString(), fifo.toString()).start().waitFor());
    assertEquals(List.of("x.log"), find("/*.log"));
    assertEquals(List.of(), find("/fifo.log"));
  }

  private List<String> find(String below) {
    FileFinder finder = new FileFinder(List.of(folder + below), path -> true);
    return finder.find().stream().map(f -> folder.relativize(f.path()).toString()).toList();
  }
}
