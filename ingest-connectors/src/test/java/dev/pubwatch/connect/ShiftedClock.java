package dev.pubwatch.connect;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The system's time, which file times come from, moved on by the test. */
final class ShiftedClock implements InstantSource {
  private Duration shift = Duration.ZERO;

  @Override
  public Instant instant() {
    return Instant.now().plus(shift);
  }

  void advance(Duration by) {
    shift = shift.plus(by);
  }
}
