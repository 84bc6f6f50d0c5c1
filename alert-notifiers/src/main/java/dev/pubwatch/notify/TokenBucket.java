package dev.pubwatch.notify;

/** A token bucket: full at first, filled at a steady rate. Times are of {@link System#nanoTime}. */
final class TokenBucket {
  private static final double SECOND = 1e9;

  private final Rate rate;
  private double tokens;
  private long filledNanos;

  TokenBucket(Rate rate, long nowNanos) {
    this.rate = rate;
    this.tokens = rate.burst();
    this.filledNanos = nowNanos;
  }

  /** How long until there is a token; 0 when there is one. */
  long waitNanos(long nowNanos) {
    fill(nowNanos);
    return tokens >= 1 ? 0 : (long) Math.ceil((1 - tokens) / rate.perSecond() * SECOND);
  }

  void take(long nowNanos) {
    fill(nowNanos);
    tokens--;
  }

  private void fill(long nowNanos) {
    tokens = Math.min(rate.burst(), tokens + (nowNanos - filledNanos) / SECOND * rate.perSecond());
    filledNanos = nowNanos;
  }
}
