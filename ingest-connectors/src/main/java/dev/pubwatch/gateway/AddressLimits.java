package dev.pubwatch.gateway;

import java.util.LinkedHashMap;
import java.util.Map;

/** A rate limit an address, of the addresses seen last. */
final class AddressLimits {
  private static final int MOST = 10_000;

  private final double perSecond;
  private final Map<String, RateLimit> limits =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RateLimit> eldest) {
          return size() > MOST;
        }
      };

  AddressLimits(double perSecond) {
    this.perSecond = perSecond;
  }

  boolean take(String address, long nowNanos) {
    RateLimit limit;
    synchronized (limits) {
      limit = limits.computeIfAbsent(address, a -> new RateLimit(perSecond, nowNanos));
    }
    return limit.take(nowNanos);
  }
}
