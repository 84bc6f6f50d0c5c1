package dev.pubwatch.connect;

import dev.pubwatch.formats.json.RecordHash;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * How far a source that is asked by time was delivered: Connect's source offset.
 *
 * <p>A time alone loses what arrives late and repeats what shares a second with it. So a cursor
 * lies an overlap behind the newest entry, and has with it the ids of all that was delivered from
 * there on: whoever asks again from {@link #from}, inclusive, and skips what is not {@link #isNew}
 * has no gap and no repeat, after whichever entry it stopped. Ids are kept as the first 64 bits of
 * a SHA-256, 12 bytes each with their second. When there are more than a bound, the overlap becomes
 * shorter, never the record of what shares a second with its begin.
 */
public final class Cursor {
  public static final String FROM = "from";
  static final String SEEN = "seen";
  static final String RECENT = "recent";

  private static final int ENTRY_BYTES = Long.BYTES + Integer.BYTES;

  private final Duration overlap;
  private final int maxIds;
  private final Map<Long, Long> seconds = new HashMap<>();
  private final PriorityQueue<Long> bySecond;
  private final List<Long> recent = new ArrayList<>();
  private Instant from;
  private String base = "";

  /**
   * A cursor that begins at a time.
   *
   * @param overlap how much later than newer entries an entry may arrive
   * @param maxIds most ids to keep, save for those of one second
   */
  public Cursor(Instant from, Duration overlap, int maxIds) {
    this.from = from.truncatedTo(ChronoUnit.SECONDS);
    this.overlap = overlap;
    this.maxIds = maxIds;
    this.bySecond = new PriorityQueue<>((a, b) -> Long.compare(second(a), second(b)));
  }

  /** A cursor that goes on where the offset says; at {@code start} when there is none. */
  public static Cursor resume(
      @Nullable Map<String, ?> offset, Instant start, Duration overlap, int maxIds) {
    if (offset == null || !(offset.get(FROM) instanceof String text)) {
      return new Cursor(start, overlap, maxIds);
    }
    Cursor cursor = new Cursor(time(text), overlap, maxIds);
    cursor.read(offset.get(SEEN));
    cursor.read(offset.get(RECENT));
    cursor.checkpoint();
    return cursor;
  }

  /** Entries before it were delivered, or came too late. */
  public Instant from() {
    return from;
  }

  /** Whether an entry was not delivered and is not too late. */
  public boolean isNew(String id, Instant time) {
    return !time.isBefore(from) && !seconds.containsKey(hash(id));
  }

  /** Takes note that an entry was delivered; {@link #from} does not move. */
  public void deliver(String id, Instant time) {
    long hash = hash(id);
    if (seconds.putIfAbsent(hash, time.getEpochSecond()) == null) {
      bySecond.add(hash);
      recent.add(hash);
    }
  }

  /**
   * Follows a source that gives entries in the order of their times: from now on none is expected
   * that is older than this by more than the overlap.
   */
  public void advanceTo(Instant newest) {
    moveTo(newest.minus(overlap));
    while (seconds.size() > maxIds && oldest() < newest.getEpochSecond()) {
      moveTo(Instant.ofEpochSecond(oldest() + 1));
    }
  }

  /** Lets go of everything before a time; never moves back. */
  public void moveTo(Instant time) {
    Instant next = time.truncatedTo(ChronoUnit.SECONDS);
    if (next.isAfter(from)) {
      from = next;
      while (!bySecond.isEmpty() && oldest() < from.getEpochSecond()) {
        seconds.remove(bySecond.remove());
      }
    }
  }

  /** How many ids it keeps. */
  public int size() {
    return seconds.size();
  }

  /**
   * Writes down what was delivered so far once, so that the offsets of the next records have to
   * tell only what comes on top. To be called now and then, such as for each batch.
   */
  public void checkpoint() {
    base = encode(List.copyOf(seconds.keySet()));
    recent.clear();
  }

  /** The offset as Connect stores it. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new HashMap<>();
    map.put(FROM, from.toString());
    map.put(SEEN, base);
    map.put(RECENT, encode(recent));
    return map;
  }

  /**
   * Checks an offset that an operator sets.
   *
   * @throws ConnectException naming what is wrong
   */
  public static void check(Map<String, ?> offset) {
    if (!(offset.get(FROM) instanceof String text)) {
      throw new ConnectException(
          "source offset must have %s, a time such as 2026-01-31T00:00:00Z, was %s"
              .formatted(FROM, offset.get(FROM)));
    }
    new Cursor(time(text), Duration.ZERO, 1).read(offset.get(SEEN));
    new Cursor(time(text), Duration.ZERO, 1).read(offset.get(RECENT));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new ConnectException(
          "source offset's %s must be a time such as 2026-01-31T00:00:00Z, was %s"
              .formatted(FROM, text),
          e);
    }
  }

  private long oldest() {
    Long hash = bySecond.peek();
    return hash == null ? Long.MAX_VALUE : second(hash);
  }

  private long second(long hash) {
    return seconds.getOrDefault(hash, Long.MIN_VALUE);
  }

  private static long hash(String id) {
    return Long.parseUnsignedLong(RecordHash.of((Object) id).substring(0, 16), 16);
  }

  private String encode(List<Long> hashes) {
    ByteBuffer bytes = ByteBuffer.allocate(hashes.size() * ENTRY_BYTES);
    for (long hash : hashes) {
      Long second = seconds.get(hash);
      if (second != null) {
        bytes.putLong(hash).putInt((int) (long) second);
      }
    }
    byte[] used = new byte[bytes.position()];
    bytes.flip().get(used);
    return Base64.getEncoder().encodeToString(used);
  }

  private void read(@Nullable Object encoded) {
    if (encoded == null) {
      return;
    }
    byte[] bytes = decode(encoded);
    ByteBuffer entries = ByteBuffer.wrap(bytes);
    while (entries.hasRemaining()) {
      long hash = entries.getLong();
      long second = Integer.toUnsignedLong(entries.getInt());
      if (second >= from.getEpochSecond() && seconds.putIfAbsent(hash, second) == null) {
        bySecond.add(hash);
      }
    }
  }

  private static byte[] decode(Object encoded) {
    try {
      byte[] bytes = Base64.getDecoder().decode(String.valueOf(encoded));
      if (bytes.length % ENTRY_BYTES == 0) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // falls through to the same sentence
    }
    throw new ConnectException(
        "source offset's %s and %s must be as Connect lists them, or be left out"
            .formatted(SEEN, RECENT));
  }
}
