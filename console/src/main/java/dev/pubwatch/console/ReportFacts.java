package dev.pubwatch.console;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a report says of the run as a whole.
 *
 * @param title what was judged, as a person would name it
 * @param events events read
 * @param rejected records that could not be read
 * @param from begin of the period that was judged, where known
 * @param to its end, where known
 */
public record ReportFacts(
    String title, long events, long rejected, @Nullable Instant from, @Nullable Instant to) {}
