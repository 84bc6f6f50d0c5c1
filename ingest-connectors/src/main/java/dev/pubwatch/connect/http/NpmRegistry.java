package dev.pubwatch.connect.http;

import dev.pubwatch.connect.http.HttpFault.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks an npm-like registry for packages' documents, one request at a time and no more of them than
 * a person with a browser would make: ten at once, then one in six seconds. What the registry says
 * of its limits is heeded, what fails for a moment is asked again, and what has not changed is not
 * sent again.
 */
public final class NpmRegistry implements AutoCloseable {
  /** Public registries allow thousands; a person who investigates needs few. */
  private static final double REQUESTS_AN_HOUR = 600;

  private static final int MOST_ATTEMPTS = 4;
  private static final int MAX_ETAG = 256;
  private static final Duration BACKOFF = Duration.ofSeconds(2);
  private static final Duration MAX_BACKOFF = Duration.ofSeconds(20);

  /** A registry that asks to wait longer is not waited for. */
  private static final Duration MAX_WAIT = Duration.ofMinutes(2);

  /** Lets time pass. */
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  /**
   * What a registry answered.
   *
   * @param body null when it is what it was under the ETag that was given
   * @param etag under which it may be asked for again, empty when the registry gives none
   */
  @SuppressWarnings("ArrayRecordComponent") // owned by the reader, never compared
  public record Document(byte @Nullable [] body, String etag) {}

  /** A package that cannot be had. */
  public static final class FetchException extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean unknown;

    FetchException(String sentence, boolean unknown) {
      super(sentence);
      this.unknown = unknown;
    }

    /** Whether the registry answered, and has no such package. */
    public boolean isUnknown() {
      return unknown;
    }
  }

  private final Fetcher fetcher;
  private final Pace pace;
  private final int maxBytes;
  private final InstantSource clock;
  private final Sleeper sleeper;

  /**
   * A registry that is asked without a token.
   *
   * @param base its address
   * @param timeout of a whole request
   * @param maxBytes of a document
   */
  public NpmRegistry(
      URI base, Duration timeout, int maxBytes, InstantSource clock, Sleeper sleeper) {
    this.fetcher = new Fetcher(base, timeout, maxBytes, clock);
    this.pace =
        new Pace(
            REQUESTS_AN_HOUR, BACKOFF, MAX_BACKOFF, RandomGenerator.getDefault(), clock.instant());
    this.maxBytes = maxBytes;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /** Where the document of a package is. */
  public URI address(String name) {
    return PackumentPoller.uri(fetcher, name);
  }

  /**
   * The document of a package.
   *
   * @param etag of the one that is there already, empty for none
   * @throws FetchException saying why there is none
   */
  public Document packument(String name, String etag) throws FetchException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      await(name);
      try {
        return document(name, etag);
      } catch (HttpFault e) {
        boolean lasting = e.kind() == Kind.REFUSED || e.kind() == Kind.TOO_LONG;
        if (lasting || attempt == MOST_ATTEMPTS) {
          throw failure(name, e, attempt);
        }
        retryLater(e);
      }
    }
  }

  private void await(String name) throws FetchException, InterruptedException {
    Instant now = clock.instant();
    Duration wait = Duration.between(now, pace.next(now));
    if (wait.compareTo(MAX_WAIT) > 0) {
      throw new FetchException(
          "%s: %s asks to wait %,d s".formatted(name, fetcher.base().getHost(), wait.toSeconds()),
          false);
    }
    if (wait.compareTo(Duration.ZERO) > 0) {
      sleeper.sleep(wait);
    }
    pace.spend(clock.instant());
  }

  private Document document(String name, String etag) throws HttpFault {
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", "application/json");
    if (!etag.isEmpty()) {
      headers.put("If-None-Match", etag);
    }
    Reply reply = fetcher.get(address(name), headers);
    pace.succeeded();
    Duration wait = ServerLimits.waitTime(reply.headers(), clock.instant());
    if (wait != null) {
      pace.waitFor(wait, clock.instant());
    }
    if (reply.isUnchanged()) {
      return new Document(null, etag);
    }
    String tag = reply.headers().firstValue("etag").orElse("");
    return new Document(reply.body(), tag.length() > MAX_ETAG ? "" : tag);
  }

  private void retryLater(HttpFault fault) {
    Instant now = clock.instant();
    Duration wait = fault.waitTime();
    if (wait == null) {
      pace.failed(now);
    } else {
      pace.waitFor(wait, now);
    }
  }

  private FetchException failure(String name, HttpFault fault, int attempts) {
    if (fault.status() == 404 || fault.status() == 410) {
      return new FetchException(
          "there is no package %s at %s (%d)".formatted(name, fetcher.base(), fault.status()),
          true);
    }
    if (fault.kind() == Kind.TOO_LONG) {
      return new FetchException(
          "%s: its document is longer than the %,d bytes that are read".formatted(name, maxBytes),
          false);
    }
    String tried = attempts > 1 ? " (asked %d times)".formatted(attempts) : "";
    return new FetchException("%s: %s%s".formatted(name, fault.sentence(), tried), false);
  }

  @Override
  public void close() {
    fetcher.close();
  }
}
