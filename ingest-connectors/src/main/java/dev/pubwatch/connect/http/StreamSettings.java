package dev.pubwatch.connect.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a poller of one stream needs to know.
 *
 * @param stream as the operator named it
 * @param partition Connect's source partition
 * @param end until when to read; null for ever
 * @param options settings of the preset
 * @param maxWindowEntries most entries of a window that is read whole
 */
record StreamSettings(
    String stream,
    Map<String, String> partition,
    int pageSize,
    Duration pollInterval,
    Duration overlap,
    @Nullable Instant end,
    Map<String, String> options,
    int maxWindowEntries) {}
