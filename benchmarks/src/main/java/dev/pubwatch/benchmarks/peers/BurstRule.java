package dev.pubwatch.benchmarks.peers;

import dev.pubwatch.core.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Distinct projects of one account (for workflows: repositories of one owner) within ten minutes,
 * one threshold for all. The score is the count itself, so its curve passes through every threshold
 * one could have fixed.
 */
final class BurstRule implements Peer {
  private static final long WINDOW_MILLIS = 600_000;

  private final Map<String, Deque<Event>> recent = new HashMap<>();

  @Override
  public String family() {
    return "burst-10min";
  }

  @Override
  public String name() {
    return family();
  }

  @Override
  public double score(Sample sample) {
    Event event = sample.event();
    String who = who(sample);
    if (who == null) {
      return 0;
    }
    Deque<Event> window =
        recent.computeIfAbsent(sample.stream() + "|" + who, k -> new ArrayDeque<>());
    while (!window.isEmpty()
        && event.timeMillis() - window.getFirst().timeMillis() > WINDOW_MILLIS) {
      window.removeFirst();
    }
    window.addLast(event);
    return window.stream().map(e -> String.valueOf(e.project())).distinct().count();
  }

  private static @Nullable String who(Sample sample) {
    return sample.stream() == Sample.Stream.WORKFLOW
        ? sample.event().owner()
        : sample.event().actorId();
  }
}
