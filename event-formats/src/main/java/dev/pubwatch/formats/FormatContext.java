package dev.pubwatch.formats;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a format needs beside the record.
 *
 * @param hasher hashes tokens at the first hop under the operator's key
 * @param source value of {@code source} where the record does not say; null for the format's own
 * @param ingestedAt when the record was read; null leaves {@code ingested_at} empty, as replay does
 */
public record FormatContext(
    CredentialHasher hasher, @Nullable String source, @Nullable Instant ingestedAt) {}
