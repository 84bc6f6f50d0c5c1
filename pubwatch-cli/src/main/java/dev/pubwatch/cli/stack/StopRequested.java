package dev.pubwatch.cli.stack;

/** The stack was told to stop while it still started. */
final class StopRequested extends Exception {
  private static final long serialVersionUID = 1L;

  StopRequested() {
    super("stopped while starting");
  }
}
