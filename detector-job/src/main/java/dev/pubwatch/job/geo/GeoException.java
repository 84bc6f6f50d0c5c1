package dev.pubwatch.job.geo;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A database or a file of ranges that cannot be used; the message names it and says why. */
public final class GeoException extends IOException {
  private static final long serialVersionUID = 1L;

  public GeoException(String message) {
    super(message);
  }

  public GeoException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
