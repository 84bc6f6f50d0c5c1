package dev.pubwatch.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An alert did not arrive. */
public final class DeliveryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean permanent;
  private final @Nullable Duration retryAfter;

  private DeliveryException(String message, boolean permanent, @Nullable Duration retryAfter) {
    super(message);
    this.permanent = permanent;
    this.retryAfter = retryAfter;
  }

  /** Trying again may help, not before the receiver's own time if it gave one. */
  public static DeliveryException passing(String message, @Nullable Duration retryAfter) {
    return new DeliveryException(message, false, retryAfter);
  }

  /** Trying again cannot help. */
  public static DeliveryException permanent(String message) {
    return new DeliveryException(message, true, null);
  }

  public boolean isPermanent() {
    return permanent;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
