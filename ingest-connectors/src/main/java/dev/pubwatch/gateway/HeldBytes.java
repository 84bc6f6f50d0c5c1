package dev.pubwatch.gateway;

import java.util.concurrent.atomic.AtomicLong;

/** A bound on what all requests hold in memory together. */
final class HeldBytes {
  private final long most;
  private final AtomicLong held = new AtomicLong();

  HeldBytes(long most) {
    this.most = most;
  }

  /** Whether so many more may be held; they then are, until they are given back. */
  boolean take(long bytes) {
    if (held.addAndGet(bytes) <= most) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  void giveBack(long bytes) {
    held.addAndGet(-bytes);
  }

  long now() {
    return held.get();
  }
}
