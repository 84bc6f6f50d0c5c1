package dev.pubwatch.connect.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A time that goes on by two milliseconds whenever it is looked at, and when a test says so. */
final class TickingClock implements InstantSource {
  private Instant now;

  TickingClock(Instant start) {
    now = start;
  }

  @Override
  public synchronized Instant instant() {
    now = now.plusMillis(2);
    return now;
  }

  synchronized void advance(Duration by) {
    now = now.plus(by);
  }
}
