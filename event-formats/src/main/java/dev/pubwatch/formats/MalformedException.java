package dev.pubwatch.formats;

/**
 * A record is not what its format promises. The message names the field, what was expected and what
 * came, bounded and redacted. It carries no stack trace: it is the normal way out for bad input.
 */
public final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int MAX_MESSAGE = 400;

  public MalformedException(String message) {
    super(Text.bound(Redactor.redact(message), MAX_MESSAGE), null, false, false);
  }

  /** The reason; never null. */
  public String reason() {
    String message = getMessage();
    return message == null ? "malformed record" : message;
  }
}
