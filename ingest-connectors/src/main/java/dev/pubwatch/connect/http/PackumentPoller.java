package dev.pubwatch.connect.http;

import dev.pubwatch.connect.Cursor;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one package of an npm-like registry by its packument, which is fetched only when its ETag
 * has changed. The first time all versions from {@code start.time} on are delivered.
 */
final class PackumentPoller implements Poller {
  private static final Logger log = LoggerFactory.getLogger(PackumentPoller.class);

  static final String ETAG = "etag";
  private static final int MAX_ETAG = 256;

  private final StreamSettings settings;
  private final Fetcher fetcher;
  private final Authentication authentication;
  private final Cursor cursor;
  private String etag;
  private String fetchedEtag = "";
  private @Nullable Item pending;
  private Instant newest = Instant.MIN;
  private Instant askedAt = Instant.MIN;
  private Instant due = Instant.MIN;

  PackumentPoller(
      StreamSettings settings,
      Fetcher fetcher,
      Authentication authentication,
      Cursor cursor,
      @Nullable Map<String, ?> offset) {
    this.settings = settings;
    this.fetcher = fetcher;
    this.authentication = authentication;
    this.cursor = cursor;
    this.etag = offset != null && offset.get(ETAG) instanceof String text ? text : "";
  }

  @Override
  public Instant due() {
    return due;
  }

  @Override
  public void request(Instant now) throws HttpFault {
    Map<String, String> headers = new HashMap<>(authentication.headers(fetcher, now));
    headers.put("Accept", "application/json");
    if (!etag.isEmpty()) {
      headers.put("If-None-Match", etag);
    }
    URI uri = uri(fetcher, settings.stream());
    askedAt = now;
    Instant following = now.plus(settings.pollInterval());
    try {
      Reply reply = fetcher.get(uri, headers);
      if (!reply.isUnchanged()) {
        String tag = reply.headers().firstValue("etag").orElse("");
        fetchedEtag = tag.length() > MAX_ETAG ? "" : tag;
        pending = new Item(reply.body(), Fetcher.path(uri), 0, null, null);
      }
    } catch (HttpFault e) {
      pending = missing(e, uri);
    }
    due = following;
  }

  /**
   * What stands for a packument that cannot be had: nothing when the package was removed.
   *
   * @throws HttpFault when it may be had later
   */
  static @Nullable Item missing(HttpFault fault, URI uri) throws HttpFault {
    if (fault.status() == 404 || fault.status() == 410 || fault.status() == 451) {
      log.info("{} was removed: {}", Fetcher.path(uri), fault.sentence());
      return null;
    }
    if (fault.kind() == HttpFault.Kind.TOO_LONG) {
      return Item.missing(Fetcher.path(uri), fault.sentence());
    }
    throw fault;
  }

  /** Where a package's packument is; a scope's slash is escaped, as npm's client does it. */
  static URI uri(Fetcher fetcher, String name) {
    String escaped = Queries.encode(name).replace("%40", "@");
    return Queries.of(fetcher.base(), "/" + escaped, Map.of());
  }

  @Override
  public @Nullable Item peek() {
    return pending;
  }

  @Override
  public void delivered(Item item) {
    pending = null;
    etag = fetchedEtag;
    if (newest.isAfter(Instant.MIN)) {
      cursor.advanceTo(newest.isAfter(askedAt) ? askedAt : newest);
    }
  }

  @Override
  public void sent(Instant time) {
    newest = time.isAfter(newest) ? time : newest;
  }

  @Override
  public Cursor cursor() {
    return cursor;
  }

  @Override
  public Map<String, String> partition() {
    return settings.partition();
  }

  @Override
  public Map<String, Object> position(boolean whole) {
    return Map.of(ETAG, whole ? fetchedEtag : etag);
  }
}
