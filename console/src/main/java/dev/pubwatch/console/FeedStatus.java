package dev.pubwatch.console;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How reading goes, for the pages to say. Safe for use by many threads. */
final class FeedStatus {
  private final AtomicLong unreadable = new AtomicLong();
  private volatile @Nullable String fault = "waiting for Kafka";

  /** Alerts are being read. */
  void reading() {
    fault = null;
  }

  /**
   * Alerts are not being read.
   *
   * @param why for a person
   */
  void stalled(String why) {
    fault = why;
  }

  /** A record that is no alert was passed over. */
  void passedOver() {
    unreadable.incrementAndGet();
  }

  /** Why nothing is read; null while all is well. */
  @Nullable String fault() {
    return fault;
  }

  /** Records that were passed over since the start. */
  long unreadable() {
    return unreadable.get();
  }
}
