package dev.pubwatch.gateway;

/** A token bucket: so many a second, and a second's worth at once. */
final class RateLimit {
  private static final double NANOS = 1e9;

  private final double perSecond;
  private double tokens;
  private long lastNanos;

  /**
   * @param nowNanos of any clock that only goes forward, here and in {@link #take}
   */
  RateLimit(double perSecond, long nowNanos) {
    this.perSecond = perSecond;
    this.tokens = burst();
    this.lastNanos = nowNanos;
  }

  private double burst() {
    return Math.max(1, perSecond);
  }

  /** Whether one more may pass now. */
  synchronized boolean take(long nowNanos) {
    tokens = Math.min(burst(), tokens + (nowNanos - lastNanos) / NANOS * perSecond);
    lastNanos = nowNanos;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
