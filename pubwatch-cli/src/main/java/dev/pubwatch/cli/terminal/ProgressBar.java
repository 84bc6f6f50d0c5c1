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
  private static final int BAR_CELLS = 20;

  private final PrintStream err;
  private final IntSupplier width;
  private final LongSupplier nanos;
  private String label = "";
  private Pace events;
  private Pace share;
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
    this.share = new Pace(now);
    this.drawnAt = now - REDRAW_NANOS;
  }

  /**
   * Tells how far the work is.
   *
   * @param work what is being done, one word; another word starts the rate anew
   * @param done how much of the work, in any unit
   * @param total all of it in the same unit; 0 or less when nobody knows, as with stdin
   * @param eventsDone events so far
   */
  public synchronized void update(String work, long done, long total, long eventsDone) {
    long now = nanos.getAsLong();
    if (!work.equals(label)) {
      label = work;
      events = new Pace(now);
      share = new Pace(now);
    }
    if (closed || now - drawnAt < REDRAW_NANOS) {
      return;
    }
    drawnAt = now;
    drawn = true;
    events.reached(eventsDone, now);
    share.reached(done, now);
    err.print(ERASE + line(done, total, eventsDone));
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

  private String line(long done, long total, long eventsDone) {
    String counts =
        "%s events  %s/s".formatted(Numbers.grouped(eventsDone), Numbers.grouped(rate()));
    if (total <= 0) {
      return fitting(label + "  " + counts, Numbers.grouped(eventsDone));
    }
    double part = Math.min(1, Math.max(0, (double) done / total));
    String percent = "%3d%%".formatted((int) (part * 100));
    String left = left(total - done);
    return fitting(
        "%s %s %s  %s%s".formatted(label, percent, bar(part), counts, left),
        "%s %s  %s%s".formatted(label, percent, counts, left),
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

  private String left(long remaining) {
    double pace = share.perSecond();
    if (pace <= 0 || remaining <= 0) {
      return "";
    }
    long seconds = (long) Math.ceil(remaining / pace);
    return "  " + Numbers.clock(seconds) + " left";
  }

  private static String bar(double part) {
    int filled = (int) (part * BAR_CELLS);
    return "[" + "#".repeat(filled) + "-".repeat(BAR_CELLS - filled) + "]";
  }
}
