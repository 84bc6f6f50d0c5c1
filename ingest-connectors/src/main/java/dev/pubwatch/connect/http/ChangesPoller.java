package dev.pubwatch.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubwatch.connect.Cursor;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Follows the changes feed of an npm-like registry: {@code _changes?since=} tells which packages
 * changed, and the packument of each is fetched.
 *
 * <p>A packument has all versions that there ever were, so what is new in it is told by time: a
 * version is delivered when it is not older than the cursor and was not delivered. The cursor moves
 * only when the feed has been read to its end: while it lags behind, packuments hold versions newer
 * than the change that named them.
 */
final class ChangesPoller implements Poller {
  static final String SEQ = "seq";

  /** Which packages, as a regular expression. */
  static final String PACKAGES = "npm.packages";

  /** Path of the feed below the registry's address. */
  static final String CHANGES_PATH = "npm.changes.path";

  static final String START_SEQ = "npm.start.seq";

  /** Ids of versions that an offset can hold, below Kafka's 1 MiB. */
  private static final int MOST_IDS = 50_000;

  /** A package that changed. */
  private record Change(String id, String seq) {}

  private final StreamSettings settings;
  private final Fetcher fetcher;
  private final Authentication authentication;
  private final Cursor cursor;
  private final Pattern packages;
  private final Deque<Change> changes = new ArrayDeque<>();
  private @Nullable String seq;
  private @Nullable Change current;
  private @Nullable Item pending;
  private boolean atEnd;
  private Instant newest = Instant.MIN;
  private Instant askedAt = Instant.MIN;
  private Instant due = Instant.MIN;

  ChangesPoller(
      StreamSettings settings,
      Fetcher fetcher,
      Authentication authentication,
      Cursor cursor,
      @Nullable Map<String, ?> offset) {
    this.settings = settings;
    this.fetcher = fetcher;
    this.authentication = authentication;
    this.cursor = cursor;
    this.packages = Pattern.compile(settings.options().getOrDefault(PACKAGES, ".*"));
    Object stored = offset == null ? null : offset.get(SEQ);
    this.seq = stored == null ? settings.options().get(START_SEQ) : stored.toString();
  }

  @Override
  public Instant due() {
    return changes.isEmpty() ? due : Instant.MIN;
  }

  @Override
  public void request(Instant now) throws HttpFault {
    Map<String, String> headers = new HashMap<>(authentication.headers(fetcher, now));
    headers.put("Accept", "application/json");
    askedAt = now;
    Change change = changes.peek();
    if (change != null) {
      fetch(change, headers);
    } else if (seq == null) {
      seq = latest(headers);
    } else {
      list(seq, headers, now);
    }
  }

  /** Where the feed stands when nothing was ever read. */
  private String latest(Map<String, String> headers) throws HttpFault {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("descending", "true");
    query.put("limit", "1");
    Reply reply = fetcher.get(feed(query), headers);
    Page page = Page.of(reply, "results");
    JsonNode last =
        page.entries().isEmpty()
            ? page.rest().path("last_seq")
            : page.entries().get(0).value().path("seq");
    return text(last, reply);
  }

  private void list(String since, Map<String, String> headers, Instant now) throws HttpFault {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("since", since);
    query.put("limit", String.valueOf(settings.pageSize()));
    Reply reply = fetcher.get(feed(query), headers);
    Page page = Page.of(reply, "results");
    for (Page.Entry entry : page.entries()) {
      String id = entry.value().path("id").asText("");
      String at = text(entry.value().path("seq"), reply);
      if (isWanted(id, entry.value())) {
        changes.add(new Change(id, at));
      }
      seq = changes.isEmpty() ? at : seq;
    }
    atEnd = page.entries().size() < settings.pageSize();
    if (atEnd) {
      due = now.plus(settings.pollInterval());
    }
    endIfDone();
  }

  private boolean isWanted(String id, JsonNode change) {
    return !id.isEmpty()
        && !id.startsWith("_design/")
        && !change.path("deleted").asBoolean()
        && packages.matcher(id).matches();
  }

  private URI feed(Map<String, String> query) {
    return Queries.of(
        fetcher.base(), settings.options().getOrDefault(CHANGES_PATH, "/_changes"), query);
  }

  private static String text(JsonNode seq, Reply reply) throws HttpFault {
    if (!seq.isValueNode() || seq.isNull() || seq.asText().length() > 200) {
      throw HttpFault.transientFault(
          "%s must give a seq, gave %s".formatted(Fetcher.path(reply.uri()), seq.getNodeType()));
    }
    return seq.asText();
  }

  private void fetch(Change change, Map<String, String> headers) throws HttpFault {
    URI uri = PackumentPoller.uri(fetcher, change.id());
    Item fetched;
    try {
      fetched = new Item(fetcher.get(uri, headers).body(), Fetcher.path(uri), 0, null, null);
    } catch (HttpFault e) {
      fetched = PackumentPoller.missing(e, uri);
    }
    if (fetched == null) {
      passed(change);
    } else {
      current = change;
      pending = fetched;
    }
  }

  private void passed(Change change) {
    changes.remove();
    seq = change.seq();
    endIfDone();
  }

  /** Moves the cursor when all of the feed was delivered. */
  private void endIfDone() {
    if (changes.isEmpty() && atEnd && !newest.equals(Instant.MIN)) {
      cursor.advanceTo(newest.isAfter(askedAt) ? askedAt : newest);
    }
    if (cursor.size() > MOST_IDS) {
      throw new ConnectException(
          "the feed is more than %d versions behind: set the offset's seq to begin later"
              .formatted(MOST_IDS));
    }
  }

  @Override
  public @Nullable Item peek() {
    return pending;
  }

  @Override
  public void delivered(Item item) {
    pending = null;
    Change done = current;
    if (done != null) {
      passed(done);
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
    String at = whole && current != null ? current.seq() : seq;
    return at == null ? Map.of() : Map.of(SEQ, at);
  }
}
