package dev.pubwatch.cli.doctor;

/**
 * What one check found.
 *
 * @param level how bad
 * @param subject what was looked at, a word or two
 * @param detail what was found, and when it is not well, what to do
 */
record Finding(Level level, String subject, String detail) {

  /** How bad. */
  enum Level {
    /** As it should be. */
    OK,
    /** Works, but something optional is missing. */
    NOTE,
    /** Something will fail. */
    PROBLEM
  }

  static Finding ok(String subject, String detail) {
    return new Finding(Level.OK, subject, detail);
  }

  static Finding note(String subject, String detail) {
    return new Finding(Level.NOTE, subject, detail);
  }

  static Finding problem(String subject, String detail) {
    return new Finding(Level.PROBLEM, subject, detail);
  }
}
