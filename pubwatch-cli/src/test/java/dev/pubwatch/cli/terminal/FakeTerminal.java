package dev.pubwatch.cli.terminal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A terminal that keeps what was written to it. */
public final class FakeTerminal {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Terminal terminal;
  private int width = 80;

  private FakeTerminal(boolean isTerminal) {
    terminal =
        new Terminal(stream(out), stream(err), isTerminal, isTerminal, isTerminal, () -> width);
  }

  public static FakeTerminal piped() {
    return new FakeTerminal(false);
  }

  public static FakeTerminal interactive() {
    return new FakeTerminal(true);
  }

  public Terminal terminal() {
    return terminal;
  }

  public void resize(int columns) {
    width = columns;
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** What was written to err since the last call. */
  public String takeErr() {
    String text = err();
    err.reset();
    return text;
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
