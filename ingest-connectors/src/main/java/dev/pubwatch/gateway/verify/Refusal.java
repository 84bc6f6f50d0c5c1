package dev.pubwatch.gateway.verify;

/**
 * Why a request is not believed.
 *
 * @param message for the sender: names what was expected, never what came
 */
public record Refusal(Kind kind, String message) {

  /** What is wrong with the proof. */
  public enum Kind {
    /** There is none. */
    MISSING,
    /** It cannot be read as one. */
    MALFORMED,
    /** It is another's. */
    WRONG,
    /** Its time is too far from now. */
    STALE,
    /** It cannot be checked right now, through no fault of the sender. */
    UNAVAILABLE
  }

  static Refusal missing(String header) {
    return new Refusal(Kind.MISSING, "header " + header + " must be there once");
  }

  static Refusal malformed(String header, String expected) {
    return new Refusal(Kind.MALFORMED, "header %s must be %s".formatted(header, expected));
  }

  static Refusal wrong(String header, String expected) {
    return new Refusal(Kind.WRONG, "header %s is not %s".formatted(header, expected));
  }
}
