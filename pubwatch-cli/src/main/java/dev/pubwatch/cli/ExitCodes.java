package dev.pubwatch.cli;

/** Exit codes of every command. */
public final class ExitCodes {
  /** Done, with or without alerts. */
  public static final int DONE = 0;

  /** Could not be done. */
  public static final int FAILED = 1;

  /** Wrong usage. */
  public static final int USAGE = 2;

  /** Done, and an alert reached the severity of {@code --fail-on}. */
  public static final int ALERTED = 3;

  private ExitCodes() {}
}
