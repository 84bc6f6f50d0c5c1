package dev.pubwatch.benchmarks.peers;

import dev.pubwatch.core.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many plain rules an event trips: a value first seen in 30 days (each counts), three projects
 * by one account within ten minutes, a year of silence, an install script where the release before
 * had none.
 */
final class RulesTripped implements Peer {
  private static final double BURST = 3;
  private static final double QUIET_DAYS = 365;

  private final Peer newValues = new NewValueRule("any", WatchedValue.ALL, 30);
  private final Peer burst = new BurstRule();
  private final Peer quiet = new QuietRule();
  private final Map<String, Boolean> hadScript = new HashMap<>();

  /** Every peer that is a rule. */
  static List<Peer> all() {
    return List.of(
        new NewValueRule("publisher-or-host", IDENTITIES, 7),
        new NewValueRule("publisher-or-host", IDENTITIES, 14),
        new NewValueRule("publisher-or-host", IDENTITIES, 30),
        new NewValueRule("publisher-or-host", IDENTITIES, NewValueRule.EVER),
        new NewValueRule("any", WatchedValue.ALL, 7),
        new NewValueRule("any", WatchedValue.ALL, 14),
        new NewValueRule("any", WatchedValue.ALL, 30),
        new NewValueRule("any", WatchedValue.ALL, NewValueRule.EVER),
        new QuietRule(),
        new BurstRule(),
        new RulesTripped());
  }

  private static final List<WatchedValue> IDENTITIES =
      List.of(WatchedValue.PUBLISHER, WatchedValue.HOST);

  @Override
  public String family() {
    return "rules-tripped";
  }

  @Override
  public String name() {
    return family();
  }

  @Override
  public double score(Sample sample) {
    double tripped = newValues.score(sample);
    tripped += burst.score(sample) >= BURST ? 1 : 0;
    tripped += quiet.score(sample) >= QUIET_DAYS ? 1 : 0;
    return tripped + (scriptAdded(sample.event()) ? 1 : 0);
  }

  private boolean scriptAdded(Event event) {
    Boolean script = event.installScript();
    if (script == null) {
      return false;
    }
    Boolean before = hadScript.put(String.valueOf(event.project()), script);
    return script && Boolean.FALSE.equals(before);
  }
}
