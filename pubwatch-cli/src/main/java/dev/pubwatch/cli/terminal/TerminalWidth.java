package dev.pubwatch.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Asks the terminal for its columns, at most once in two seconds: Java has no way to be told of a
 * resize.
 */
final class TerminalWidth implements IntSupplier {
  private static final int USUAL = 80;
  private static final int NARROWEST = 20;
  private static final int WIDEST = 500;
  private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final File CONTROLLING = new File("/dev/tty");

  private final int fallback;
  private final LongSupplier nanos;
  private int known;
  private long askedAt;

  TerminalWidth(Map<String, String> environment, LongSupplier nanos) {
    this.fallback = parsed(environment.getOrDefault("COLUMNS", ""), USUAL);
    this.nanos = nanos;
  }

  @Override
  public synchronized int getAsInt() {
    long now = nanos.getAsLong();
    if (known == 0 || now - askedAt > TRUSTED_NANOS) {
      known = ask();
      askedAt = now;
    }
    return known;
  }

  private int ask() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(CONTROLLING)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return parsed(size.substring(size.indexOf(' ') + 1).trim(), fallback);
    } catch (IOException e) {
      return fallback; // no terminal, or no stty on this system
    }
  }

  private static int parsed(String columns, int fallback) {
    try {
      int number = Integer.parseInt(columns);
      return number <= 0 ? fallback : Math.max(NARROWEST, Math.min(WIDEST, number));
    } catch (NumberFormatException e) {
      return fallback;
    }
  }
}
