package dev.pubwatch.benchmarks.peers;

import java.util.HashMap;
import java.util.Map;

/**
 * Days that the project was quiet before this event, one threshold for all projects. The score is
 * the days themselves, so its curve passes through every threshold one could have fixed.
 */
final class QuietRule implements Peer {
  private static final double DAY_MILLIS = 86_400_000.0;

  private final Map<String, Long> last = new HashMap<>();

  @Override
  public String family() {
    return "quiet-days";
  }

  @Override
  public String name() {
    return family();
  }

  @Override
  public double score(Sample sample) {
    String key = sample.stream() + "|" + sample.event().project();
    Long before = last.put(key, sample.event().timeMillis());
    return before == null ? 0 : (sample.event().timeMillis() - before) / DAY_MILLIS;
  }
}
