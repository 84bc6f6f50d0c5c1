package dev.pubwatch.cli.backtest.measure;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was judged.
 *
 * @param events events of the judged period, whatever they count as
 * @param before events before it
 * @param normal events that count as normal
 * @param malicious events labelled as malicious
 * @param other events labelled as something else
 * @param campaigns campaigns of the malicious events
 * @param actions actions of the events that may count as normal, sorted
 * @param minHistory as in {@link Selection}
 * @param from beginning of the judged period, null when nothing was judged
 * @param to time of its last event, likewise
 * @param days days of it on which events were read, UTC; the calendar between its ends would let
 *     one wrong clock make every rate a day look small
 * @param labels how many labels found their event
 */
public record Judged(
    long events,
    long before,
    long normal,
    long malicious,
    long other,
    int campaigns,
    List<String> actions,
    int minHistory,
    @Nullable Instant from,
    @Nullable Instant to,
    long days,
    Labels.Count labels) {}
