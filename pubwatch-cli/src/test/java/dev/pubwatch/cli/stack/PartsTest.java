package dev.pubwatch.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PartsTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final List<String> closed = new ArrayList<>();
  private boolean stop;
  private final Parts parts = new Parts(new Readiness(terminal()), () -> stop);

  @Test
  void closeInReverseEvenIfOneFails() throws Exception {
    parts.start("first", () -> () -> closed.add("first"), part -> "here");
    parts.start(
        "second",
        () ->
            () -> {
              throw new IOException("stuck");
            },
        part -> "there");
    parts.hold("third", () -> () -> closed.add("third"));
    parts.close();
    parts.close();
    assertEquals(List.of("third", "first"), closed);
    List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(2, lines.size());
    assertTrue(lines.get(0).matches(" {2}first +here +0\\.\\d s"), lines.get(0));
  }

  @Test
  void nothingStartsOnceAStopIsAskedFor() {
    stop = true;
    assertThrows(
        StopRequested.class, () -> parts.start("first", () -> () -> closed.add("x"), p -> ""));
    parts.close();
    assertEquals(List.of(), closed);
  }

  @Test
  void aPartThatDoesNotStartIsNamed() {
    CommandFailure failure =
        assertThrows(
            CommandFailure.class,
            () ->
                parts.start(
                    "kafka",
                    () -> {
                      throw new IOException("disk full");
                    },
                    part -> ""));
    assertEquals("kafka does not start: disk full", failure.getMessage());
  }

  private Terminal terminal() {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return new Terminal(out, out, false, false, false, () -> 80);
  }
}
