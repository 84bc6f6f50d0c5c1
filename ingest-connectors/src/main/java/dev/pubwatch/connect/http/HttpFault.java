package dev.pubwatch.connect.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request that brought nothing. */
final class HttpFault extends Exception {
  private static final long serialVersionUID = 1;

  /** Whether asking again can help. */
  enum Kind {
    /** The server or the way to it fails at the moment. */
    TRANSIENT,
    /** The server asks to wait. */
    LIMITED,
    /** The token or the address is wrong. */
    REFUSED,
    /** The answer is longer than the bound. */
    TOO_LONG
  }

  private final Kind kind;
  private final int status;
  private final @Nullable Duration wait;

  HttpFault(Kind kind, int status, String message, @Nullable Duration wait) {
    super(message);
    this.kind = kind;
    this.status = status;
    this.wait = wait;
  }

  static HttpFault transientFault(String message) {
    return new HttpFault(Kind.TRANSIENT, 0, message, null);
  }

  Kind kind() {
    return kind;
  }

  /** The status that the server answered; 0 when there was none. */
  int status() {
    return status;
  }

  /** How long the server asks to wait; null when it does not say. */
  @Nullable Duration waitTime() {
    return wait;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
