package dev.pubwatch.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An alert did not arrive. */
public final class DeliveryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean permanent;
  private final @Nullable Duration retryAfter;
  private final int status;

  private DeliveryException(
      String message, boolean permanent, @Nullable Duration retryAfter, int status) {
    super(message);
    this.permanent = permanent;
    this.retryAfter = retryAfter;
    this.status = status;
  }

  /** Trying again may help, not before the receiver's own time if it gave one. */
  public static DeliveryException passing(String message, @Nullable Duration retryAfter) {
    return new DeliveryException(message, false, retryAfter, 0);
  }

  /** Trying again cannot help. */
  public static DeliveryException permanent(String message) {
    return new DeliveryException(message, true, null, 0);
  }

  /** The same of an answer with a status. */
  public DeliveryException answered(int code) {
    return new DeliveryException(String.valueOf(getMessage()), permanent, retryAfter, code);
  }

  /** Status of the answer, 0 where there was none. */
  public int status() {
    return status;
  }

  public boolean isPermanent() {
    return permanent;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
