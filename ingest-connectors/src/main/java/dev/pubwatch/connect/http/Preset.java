package dev.pubwatch.connect.http;

import dev.pubwatch.connect.http.Authentication.Scheme;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One system that can be asked.
 *
 * @param name value of {@code preset}
 * @param format of its entries
 * @param url where it is, when it is in one place; null when the operator must say
 * @param streamPattern what a stream's name looks like
 * @param streamExample the same for a person
 * @param defaultStreams streams when none are named
 * @param requestsPerHour cap when none is set
 * @param pageSize entries that a page may have at most
 * @param overlap how late entries come, when it is not set
 * @param sourceName what an event's source is called: {@code %s} is the last part of the stream,
 *     {@code %2$s} the server's host, with its port when the address has one
 * @param hasIds whether entries have ids, so that equal ones are told apart
 * @param api null for npm-like registries
 */
record Preset(
    String name,
    String format,
    @Nullable String url,
    Scheme scheme,
    boolean needsToken,
    Pattern streamPattern,
    String streamExample,
    List<String> defaultStreams,
    int requestsPerHour,
    int pageSize,
    Duration overlap,
    String sourceName,
    boolean hasIds,
    @Nullable LogApi api) {

  String sourceOf(String stream, URI server) {
    return sourceName.formatted(
        stream.substring(stream.lastIndexOf('/') + 1), server.getRawAuthority());
  }
}
