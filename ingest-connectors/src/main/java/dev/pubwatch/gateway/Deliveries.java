package dev.pubwatch.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries by id, so that one that is sent again is answered and not written again. Only what was
 * accepted is remembered: a delivery that failed may come again under its id.
 *
 * <p>Memory, not storage: after a restart a repeat is written, and the detector drops its events by
 * their ids.
 */
final class Deliveries {
  private static final int MOST = 200_000;

  private record Known(Instant at, CompletableFuture<Answer> answer) {}

  private final Duration window;
  private final Map<String, Known> byId = new LinkedHashMap<>();

  Deliveries(Duration window) {
    this.window = window;
  }

  /**
   * Claims a delivery.
   *
   * @param answer completed by who claimed it
   * @return null when it is now the caller's; else what the first was answered, or will be
   */
  synchronized @Nullable CompletableFuture<Answer> claim(
      String id, Instant now, CompletableFuture<Answer> answer) {
    forgetBefore(now.minus(window));
    Known known = byId.get(id);
    if (known != null) {
      return known.answer();
    }
    byId.put(id, new Known(now, answer));
    return null;
  }

  /** What was claimed did not come to be; it may be tried again. */
  synchronized void release(String id) {
    byId.remove(id);
  }

  /** Claims are in the order in which they were made. */
  private void forgetBefore(Instant oldest) {
    Iterator<Known> eldest = byId.values().iterator();
    while (eldest.hasNext()) {
      boolean recent = !eldest.next().at().isBefore(oldest);
      if (recent && byId.size() < MOST) {
        return;
      }
      eldest.remove();
    }
  }
}
