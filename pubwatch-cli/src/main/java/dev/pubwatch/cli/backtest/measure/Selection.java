package dev.pubwatch.cli.backtest.measure;

import java.util.Set;

/**
 * Which events are judged, and which of those without a label count as normal.
 *
 * @param fromMillis events before it are history only; {@link Long#MIN_VALUE} for none
 * @param minHistory an event counts as normal when its project had so many events before; -1: 5 for
 *     publishes, 0 for others
 * @param actions what counts as normal; empty: the actions of the malicious events
 */
public record Selection(long fromMillis, int minHistory, Set<String> actions) {
  /** {@link #minHistory} that depends on the kind of event. */
  public static final int BY_KIND = -1;

  private static final int OF_PUBLISHES = 5;

  public Selection {
    actions = Set.copyOf(actions);
  }

  boolean hasHistory(ScoredEvent event, int earlier) {
    int needed =
        minHistory != BY_KIND ? minHistory : event.type().equals("publish") ? OF_PUBLISHES : 0;
    return earlier >= needed;
  }
}
