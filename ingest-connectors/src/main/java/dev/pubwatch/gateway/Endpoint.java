package dev.pubwatch.gateway;

import dev.pubwatch.formats.Format;
import dev.pubwatch.gateway.verify.Scheme;
import dev.pubwatch.gateway.verify.Verifier;
import org.jspecify.annotations.Nullable;

/**
 * Something that may push.
 *
 * @param name unique, for logs, counters and rejects
 * @param path where it posts to, from the first slash on, without one at its end
 * @param scheme how it proves who it is
 * @param verifier that proof's check
 * @param format what it writes
 * @param source {@code source} of events whose record does not say; null for the format's own
 */
public record Endpoint(
    String name,
    String path,
    Scheme scheme,
    Verifier verifier,
    Format format,
    @Nullable String source) {

  String sourceOrFormat() {
    return source == null ? format.name() : source;
  }

  boolean isHec() {
    return scheme == Scheme.HEC;
  }
}
