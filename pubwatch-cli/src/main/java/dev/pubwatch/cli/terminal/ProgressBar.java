package dev.pubwatch.cli.terminal;

import dev.pubwatch.cli.text.Numbers;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * One line on a terminal that tells how far the work is: a bar, percent, events, events a second,
 * time left. It is drawn over itself at most eight times a second, never wider than the window, and
 * wiped when the work ends.
 *
 * <p>Safe to call from several threads.
 */
public final class ProgressBar implements AutoCloseable {
  /** Moves to the line's beginning and wipes it. */
  public static final String ERASE = "\r\u001b[K";

  private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(125);
  private static final int BAR_CELLS = 24;

  private final PrintStream err;
  private final IntSupplier width;
  private final LongSupplier nanos;
  private final Pace events;
  private final Pace bytes;
  private long drawnAt;
  private boolean drawn;
  private boolean closed;

  /**
   * A bar that has not been drawn yet.
   *
   * @param err a terminal
   * @param width its columns right now
   * @param nanos a clock like {@link System#nanoTime}
   */
  public ProgressBar(PrintStream err, IntSupplier width, LongSupplier nanos) {
    this.err = err;
    this.width = width;
    this.nanos = nanos;
    long now = nanos.getAsLong();
    this.events = new Pace(now);
    this.bytes = new Pace(now);
    this.drawnAt = now - REDRAW_NANOS;
  }

  /**
   * Tells how far the work is.
   *
   * @param bytesDone bytes of input read
   * @param bytesTotal bytes of all input; 0 or less when nobody knows, as on stdin
   * @param eventsDone events read
   */
  public synchronized void update(long bytesDone, long bytesTotal, long eventsDone) {
    long now = nanos.getAsLong();
    if (closed || now - drawnAt < REDRAW_NANOS) {
      return;
    }
    drawnAt = now;
    drawn = true;
    events.reached(eventsDone, now);
    bytes.reached(bytesDone, now);
    err.print(ERASE + line(bytesDone, bytesTotal, eventsDone));
    err.flush();
  }

  /** Wipes the line; nothing is drawn after it. */
  @Override
  public synchronized void close() {
    if (drawn && !closed) {
      err.print(ERASE);
      err.flush();
    }
    closed = true;
  }

  private String line(long bytesDone, long bytesTotal, long eventsDone) {
    String counts =
        "%s events  %s/s".formatted(Numbers.grouped(eventsDone), Numbers.grouped(rate()));
    if (bytesTotal <= 0) {
      return fitting("  " + counts, "  " + Numbers.grouped(eventsDone));
    }
    double share = Math.min(1, Math.max(0, (double) bytesDone / bytesTotal));
    String percent = "%3d%%".formatted((int) (share * 100));
    String left = left(bytesTotal - bytesDone);
    return fitting(
        "%s %s  %s%s".formatted(percent, bar(share), counts, left),
        "%s  %s%s".formatted(percent, counts, left),
        percent + left,
        percent);
  }

  private String fitting(String... longestFirst) {
    int room = width.getAsInt() - 1; // the last column may make the terminal wrap
    for (String line : longestFirst) {
      if (line.length() <= room) {
        return line;
      }
    }
    return "";
  }

  private long rate() {
    return Math.round(events.perSecond());
  }

  private String left(long bytesLeft) {
    double pace = bytes.perSecond();
    if (pace <= 0 || bytesLeft <= 0) {
      return "";
    }
    long seconds = (long) Math.ceil(bytesLeft / pace);
    return "  " + Numbers.clock(seconds) + " left";
  }

  private static String bar(double share) {
    int filled = (int) (share * BAR_CELLS);
    return "[" + "#".repeat(filled) + "-".repeat(BAR_CELLS - filled) + "]";
  }
}
