package dev.pubwatch.cli.terminal;

import java.util.concurrent.TimeUnit;

/** How fast a count grows, smoothed over the last few seconds. */
final class Pace {
  private static final double SMOOTHING_SECONDS = 3;
  private static final double NANOS_A_SECOND = TimeUnit.SECONDS.toNanos(1);

  private long count;
  private long at;
  private double perSecond;
  private double weight;

  Pace(long startNanos) {
    this.at = startNanos;
  }

  void reached(long newCount, long nanos) {
    double seconds = (nanos - at) / NANOS_A_SECOND;
    if (seconds <= 0) {
      return;
    }
    double keep = Math.exp(-seconds / SMOOTHING_SECONDS);
    perSecond = keep * perSecond + (1 - keep) * ((newCount - count) / seconds);
    weight = keep * weight + (1 - keep);
    count = newCount;
    at = nanos;
  }

  /** The young average is divided by its weight, so that it is not too low at the beginning. */
  double perSecond() {
    return weight == 0 ? 0 : perSecond / weight;
  }
}
