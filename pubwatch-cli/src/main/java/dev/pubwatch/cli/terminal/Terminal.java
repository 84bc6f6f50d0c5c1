package dev.pubwatch.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Where a command writes: results to {@link #out()}, everything else to {@link #err()}.
 *
 * <p>{@link #system} takes hold of the process's real streams once; what libraries print to {@code
 * System.out} later cannot reach them.
 */
public final class Terminal {
  /** System property by which the launcher tells which of 1 and 2 are terminals. */
  static final String TERMINALS_PROPERTY = "pubwatch.terminals";

  private static final int BUFFER_BYTES = 1 << 13;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean outIsTerminal;
  private final boolean errIsTerminal;
  private final boolean colours;
  private final IntSupplier width;
  private final Supplier<Optional<IOException>> outFault;

  /**
   * A terminal over given streams.
   *
   * @param out results; must be UTF-8
   * @param err everything else
   * @param outIsTerminal whether a person reads out
   * @param errIsTerminal whether a person reads err
   * @param colours whether colours are wanted where a person reads
   * @param width columns right now
   */
  public Terminal(
      PrintStream out,
      PrintStream err,
      boolean outIsTerminal,
      boolean errIsTerminal,
      boolean colours,
      IntSupplier width) {
    this(out, err, outIsTerminal, errIsTerminal, colours, width, Optional::empty);
  }

  private Terminal(
      PrintStream out,
      PrintStream err,
      boolean outIsTerminal,
      boolean errIsTerminal,
      boolean colours,
      IntSupplier width,
      Supplier<Optional<IOException>> outFault) {
    this.outFault = outFault;
    this.out = out;
    this.err = err;
    this.outIsTerminal = outIsTerminal;
    this.errIsTerminal = errIsTerminal;
    this.colours = colours;
    this.width = width;
  }

  /** The process's own streams; {@code NO_COLOR} and {@code TERM=dumb} turn colours off. */
  public static Terminal system(Map<String, String> environment) {
    String terminals = System.getProperty(TERMINALS_PROPERTY, "");
    boolean dumb = "dumb".equals(environment.get("TERM"));
    boolean noColour = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    ResultStream results = new ResultStream(new FileOutputStream(FileDescriptor.out));
    return new Terminal(
        utf8(results),
        utf8(new FileOutputStream(FileDescriptor.err)),
        terminals.contains("1"),
        terminals.contains("2") && !dumb,
        !noColour && !dumb,
        new TerminalWidth(environment, System::nanoTime),
        results::fault);
  }

  private static PrintStream utf8(OutputStream stream) {
    return new PrintStream(
        new BufferedOutputStream(stream, BUFFER_BYTES), true, StandardCharsets.UTF_8);
  }

  /** Only what was asked for. */
  public PrintStream out() {
    return out;
  }

  /** Progress, summaries, complaints. */
  public PrintStream err() {
    return err;
  }

  /** Whether a person reads {@link #out()}. */
  public boolean outIsTerminal() {
    return outIsTerminal;
  }

  /** Whether a person reads {@link #err()}. */
  public boolean errIsTerminal() {
    return errIsTerminal;
  }

  /** Whether to colour what goes to {@link #out()}. */
  public boolean outColours() {
    return outIsTerminal && colours;
  }

  /** Whether to colour what goes to {@link #err()}. */
  public boolean errColours() {
    return errIsTerminal && colours;
  }

  /** Columns, asked anew as the window may have been resized. */
  public int width() {
    return width.getAsInt();
  }

  /**
   * Why results could not be written; empty when they were, and when the reader closed its pipe
   * early, as it has then all that it wants.
   */
  public Optional<IOException> outFault() {
    out.flush();
    return outFault.get();
  }

  /** One complaint, with the program's name before it. */
  public void complain(String sentence) {
    err.println("pubwatch: " + Clean.oneLine(sentence));
  }
}
