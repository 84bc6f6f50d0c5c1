package dev.pubwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.terminal.FakeTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code formats check}: what it prints, and its exit codes. */
class FormatsCheckTest {
  private static final String GOOD =
      "{\"package\":\"left\",\"version\":\"1.0.0\",\"time\":\"2020-01-01T00:00:00Z\"}\n";

  private final FakeTerminal fake = FakeTerminal.piped();

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("log.jsonl");
  }

  @Test
  void everyLineRead() throws IOException {
    Files.writeString(file, GOOD + GOOD.replace("1.0.0", "1.1.0"));
    assertEquals(ExitCodes.DONE, check("npm-publish-log"));
    assertTrue(fake.out().contains("release:publish  2\n"), fake.out());
    assertTrue(fake.out().contains("2 records: 2 events, 0 of no interest, 0 not read\n"));
  }

  @Test
  void whatCannotBeReadIsToldByLineAndSafely() throws IOException {
    Files.writeString(file, GOOD + "\n{\"package\":\"left\"}\n\u001b[31mx\n");
    assertEquals(ExitCodes.FAILED, check("npm-publish-log"));
    assertTrue(fake.out().contains(file + ":3: version is missing"), fake.out());
    assertTrue(fake.out().contains(file + ":4: not valid JSON"), fake.out());
    assertFalse(fake.out().contains("\u001b"), fake.out());
  }

  @Test
  void faultsAreBoundedAndCounted() throws IOException {
    Files.writeString(file, "x\n".repeat(50));
    assertEquals(ExitCodes.FAILED, check("npm-publish-log", "--faults", "3"));
    assertEquals(3, fake.out().lines().filter(line -> line.contains("not valid")).count());
    assertTrue(fake.out().contains("50 not read"), fake.out());
  }

  @Test
  void aMappingIsTriedAndItsEventsShown() throws IOException {
    Path mapping = folder.resolve("own.jslt");
    Files.writeString(
        mapping, "{\"type\":\"ci\",\"action\":\"repo:clone\",\"time\":.at,\"project\":.repo}");
    Files.writeString(file, "{\"at\":\"2026-03-01T12:00:00Z\",\"repo\":\"git/shop\"}\n");
    assertEquals(ExitCodes.DONE, check("mapping:" + mapping, "--show", "1"));
    assertTrue(fake.out().contains("\"project\":\"git/shop\""), fake.out());
  }

  @Test
  void aMappingThatDoesNotCompileIsNamed() throws IOException {
    Path mapping = folder.resolve("own.jslt");
    Files.writeString(mapping, "{");
    Files.writeString(file, GOOD);
    assertEquals(ExitCodes.FAILED, check("mapping:" + mapping));
    assertTrue(fake.err().contains("own.jslt: no JSLT mapping"), fake.err());
  }

  @Test
  void recordsWithoutATimeOfTheirOwnAreCounted() throws IOException {
    Files.writeString(file, "{\"token\":\"t\",\"type\":\"x\",\"url\":\"\"}\n");
    assertEquals(ExitCodes.DONE, check("secret-scanning"));
    assertTrue(fake.out().contains("exposure  1\n"), fake.out());
  }

  @Test
  void usageAndMissingFiles() {
    assertEquals(ExitCodes.USAGE, check("npm-pubish-log"));
    assertTrue(fake.err().contains("did you mean npm-publish-log"), fake.err());
    assertEquals(ExitCodes.FAILED, check("pubwatch"));
    assertTrue(fake.err().contains("cannot read " + file), fake.err());
  }

  private int check(String format, String... more) {
    String[] arguments = new String[5 + more.length];
    arguments[0] = "formats";
    arguments[1] = "check";
    arguments[2] = file.toString();
    arguments[3] = "--format";
    arguments[4] = format;
    System.arraycopy(more, 0, arguments, 5, more.length);
    return Main.run(fake.terminal(), Map.of(), arguments);
  }
}
