package dev.pubwatch.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubwatch.connect.Cursor;
import dev.pubwatch.connect.http.LogApi.Query;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows an audit log.
 *
 * <p>A pass asks for everything from the cursor on, which lies an overlap behind the newest entry
 * seen, page after page, and drops what was delivered. Page tokens never outlive the process: after
 * a restart the pass begins anew from the cursor, so a token that has expired loses nothing. Where
 * the server gives newest entries first, a window is read whole, sorted, and only then delivered; a
 * window with more entries than fit is made narrower.
 */
final class LogPoller implements Poller {
  private static final Logger log = LoggerFactory.getLogger(LogPoller.class);

  /** After that long and an overlap nothing new appears in a window. */
  private static final Duration SETTLED = Duration.ofHours(1);

  private static final long MAX_WINDOW_BYTES = 64L << 20;
  private static final Duration NARROWEST = Duration.ofSeconds(1);

  private final StreamSettings settings;
  private final LogApi api;
  private final Fetcher fetcher;
  private final Authentication authentication;
  private final Cursor cursor;
  private final Deque<Item> pending = new ArrayDeque<>();
  private final List<Item> window = new ArrayList<>();
  private @Nullable Duration narrowed;
  private @Nullable URI next;
  private Query query;
  private boolean ending;
  private Instant newest = Instant.MIN;
  private Instant due = Instant.MIN;
  private Instant askedAt = Instant.MIN;
  private long windowBytes;

  LogPoller(
      StreamSettings settings,
      LogApi api,
      Fetcher fetcher,
      Authentication authentication,
      Cursor cursor) {
    this.settings = settings;
    this.api = api;
    this.fetcher = fetcher;
    this.authentication = authentication;
    this.cursor = cursor;
    this.query = query(cursor.from(), cursor.from());
  }

  private Query query(Instant from, Instant to) {
    boolean open = settings.end() == null;
    return new Query(settings.stream(), from, to, open, settings.pageSize(), settings.options());
  }

  @Override
  public Instant due() {
    return due;
  }

  @Override
  public void request(Instant now) throws HttpFault {
    askedAt = now;
    URI resumed = next;
    URI at = resumed == null ? begin(now) : resumed;
    Map<String, String> headers = new HashMap<>(api.headers());
    headers.putAll(authentication.headers(fetcher, now));
    Reply reply = get(at, headers, resumed != null);
    Page page = Page.of(reply, api.entriesKey());
    String link = api.next(reply, page, settings.pageSize());
    URI following = link == null ? null : fetcher.sameServer(at, link);
    if (at.equals(following)) {
      throw HttpFault.transientFault(Fetcher.path(at) + " names itself as the next page");
    }
    next = following;
    take(items(page, Fetcher.path(at)));
  }

  /** A token of a page may expire: then the pass begins anew from the cursor. */
  private Reply get(URI at, Map<String, String> headers, boolean further) throws HttpFault {
    try {
      return fetcher.get(at, headers);
    } catch (HttpFault e) {
      boolean access = e.status() == 401 || e.status() == 403;
      if (further && e.kind() == HttpFault.Kind.REFUSED && !access) {
        next = null;
        throw HttpFault.transientFault(e.sentence() + " to the link of the page before");
      }
      throw e;
    }
  }

  private URI begin(Instant now) {
    Instant end = settings.end();
    Instant to = end == null || end.isAfter(now) ? now : end;
    Duration width = narrowed == null ? api.maxWindow() : narrowed;
    if (width != null && cursor.from().plus(width).isBefore(to)) {
      to = cursor.from().plus(width);
    }
    clearWindow();
    newest = Instant.MIN;
    query = query(cursor.from(), to);
    return api.first(fetcher.base(), query);
  }

  private List<Item> items(Page page, String location) {
    List<Item> items = new ArrayList<>();
    for (Page.Entry entry : page.entries()) {
      JsonNode value = entry.value();
      Instant time = api.timeOf(value);
      items.add(new Item(entry.raw(), location, items.size(), time, null));
    }
    return items;
  }

  private void take(List<Item> items) {
    if (api.isAscending()) {
      pending.addAll(items);
    } else if (!collect(items)) {
      return;
    }
    ending = next == null;
    if (ending && pending.isEmpty()) {
      end();
    }
  }

  /** Adds to the window; false when it has become too large and is begun again. */
  private boolean collect(List<Item> items) {
    window.addAll(items);
    items.forEach(item -> windowBytes += item.raw().length);
    boolean large = window.size() > settings.maxWindowEntries() || windowBytes > MAX_WINDOW_BYTES;
    if (large && narrow()) {
      return false;
    }
    if (next == null) {
      window.sort(Comparator.comparing(this::timeOf));
      pending.addAll(window);
      clearWindow();
    }
    return true;
  }

  private void clearWindow() {
    window.clear();
    windowBytes = 0;
  }

  /** Begins again with half the window; false when it cannot be narrower. */
  private boolean narrow() {
    Duration half = Duration.between(query.from(), query.to()).dividedBy(2);
    if (half.compareTo(NARROWEST) < 0) {
      return false;
    }
    narrowed = half;
    clearWindow();
    next = null;
    return true;
  }

  /** Time of an entry; of one without, the begin of the pass, so that it is never too late. */
  private Instant timeOf(Item item) {
    return item.time() == null ? cursor.from() : item.time();
  }

  @Override
  public @Nullable Item peek() {
    return pending.peek();
  }

  @Override
  public void delivered(Item item) {
    pending.remove();
    Instant time = item.time();
    if (time != null && time.isAfter(newest)) {
      newest = time;
      cursor.advanceTo(time.isAfter(askedAt) ? askedAt : time);
    }
    if (pending.isEmpty() && ending) {
      end();
    }
  }

  /** The pass is over: moves on at once when it did not reach the present. */
  private void end() {
    ending = false;
    Instant end = settings.end();
    if (end != null && !query.to().isBefore(end)) {
      log.info("{} was read from its start to {}", settings.stream(), end);
      due = Instant.MAX;
    } else if (narrowed != null) {
      cursor.moveTo(query.to());
    } else if (query.to().isBefore(askedAt)) {
      Instant settled = askedAt.minus(SETTLED).minus(settings.overlap());
      cursor.moveTo(settled.isBefore(query.to()) ? settled : query.to());
    } else {
      due = askedAt.plus(settings.pollInterval());
    }
    narrowed = null;
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
  public boolean isTooLate(Instant time) {
    return !time.isBefore(query.from()) && time.isBefore(cursor.from());
  }
}
