package dev.pubwatch.formats;

import java.util.regex.Pattern;

/**
 * A record is not what its format promises. The message names the field, what was expected and what
 * came, bounded and redacted. It carries no stack trace: it is the normal way out for bad input.
 */
public final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int MAX_MESSAGE = 400;
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f]");

  public MalformedException(String message) {
    super(Text.bound(printable(Redactor.redact(message)), MAX_MESSAGE), null, false, false);
  }

  /** A message may quote a name from the record: nothing in it may drive a terminal. */
  private static String printable(String message) {
    return CONTROL.matcher(message).replaceAll("?");
  }

  /** The reason; never null. */
  public String reason() {
    String message = getMessage();
    return message == null ? "malformed record" : message;
  }
}
