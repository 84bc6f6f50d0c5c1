package dev.pubwatch.gateway;

import java.util.Locale;

/** How a request ended, with the status that says so. */
enum Outcome {
  ACCEPTED(200),
  DUPLICATE(200),
  EMPTY(400),
  MALFORMED(400),
  UNAUTHENTICATED(401),
  UNKNOWN_PATH(404),
  WRONG_METHOD(405),
  SLOW(408),
  TOO_LARGE(413),
  UNSUPPORTED(415),
  RATE_LIMITED(429),
  FAILED(500),
  UNAVAILABLE(503);

  private final int status;
  private final String label = name().toLowerCase(Locale.ROOT);

  Outcome(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }

  /** As counters name it. */
  String label() {
    return label;
  }
}
