package dev.pubwatch.core.judge;

import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The alerts that may still grow: later odd events of the same project within a day join the alert
 * as revisions. Bounded; the longest untouched one is closed first.
 */
final class AlertBook {
  /** One day after its last event an alert grows no more. */
  static final long OPEN_MILLIS = 86_400_000L;

  static final int MAX_EVENTS = 20;
  private static final int MAX_OPEN = 20_000;

  /** One open alert. */
  static final class Entry {
    final String alertId;
    int revision;
    final long firstMillis;
    long lastMillis;
    double scoreBits;
    final List<EventRef> events = new ArrayList<>();

    Entry(String alertId, long firstMillis) {
      this.alertId = alertId;
      this.firstMillis = firstMillis;
      this.lastMillis = firstMillis;
    }
  }

  /** What an alert remembers of an event. */
  record EventRef(
      String eventId,
      @Nullable String project,
      @Nullable String version,
      long timeMillis,
      String action,
      String source) {}

  private final Map<String, Entry> open = new LinkedHashMap<>();

  /** The open alert of a subject, or null. */
  @Nullable Entry find(String subject, long nowMillis) {
    Entry entry = open.get(subject);
    return entry != null && nowMillis - entry.lastMillis <= OPEN_MILLIS ? entry : null;
  }

  void put(String subject, Entry entry) {
    open.remove(subject);
    open.put(subject, entry);
    expire(entry.lastMillis);
  }

  /** Lets an alert grow no more. */
  void close(String alertId) {
    open.values().removeIf(entry -> entry.alertId.equals(alertId));
  }

  private void expire(long nowMillis) {
    Iterator<Entry> oldestFirst = open.values().iterator();
    while (oldestFirst.hasNext()) {
      Entry entry = oldestFirst.next();
      boolean over = nowMillis - entry.lastMillis > OPEN_MILLIS;
      if (!over && open.size() <= MAX_OPEN) {
        return;
      }
      oldestFirst.remove();
    }
  }

  int size() {
    return open.size();
  }

  void copyFrom(AlertBook other) {
    ArrayDeque<Map.Entry<String, Entry>> entries = new ArrayDeque<>(other.open.entrySet());
    for (Map.Entry<String, Entry> e : entries) {
      Entry copy = new Entry(e.getValue().alertId, e.getValue().firstMillis);
      copy.revision = e.getValue().revision;
      copy.lastMillis = e.getValue().lastMillis;
      copy.scoreBits = e.getValue().scoreBits;
      copy.events.addAll(e.getValue().events);
      open.put(e.getKey(), copy);
    }
  }

  void write(DataOutput out) throws IOException {
    Wire.unsigned(out, open.size());
    for (Map.Entry<String, Entry> e : open.entrySet()) {
      Entry entry = e.getValue();
      Wire.string(out, e.getKey());
      Wire.string(out, entry.alertId);
      Wire.unsigned(out, entry.revision);
      out.writeLong(entry.firstMillis);
      out.writeLong(entry.lastMillis);
      out.writeDouble(entry.scoreBits);
      Wire.unsigned(out, entry.events.size());
      for (EventRef ref : entry.events) {
        write(ref, out);
      }
    }
  }

  private static void write(EventRef ref, DataOutput out) throws IOException {
    Wire.string(out, ref.eventId());
    Wire.string(out, ref.project());
    Wire.string(out, ref.version());
    out.writeLong(ref.timeMillis());
    Wire.string(out, ref.action());
    Wire.string(out, ref.source());
  }

  void read(DataInput in) throws IOException {
    int size = Wire.count(in);
    for (int i = 0; i < size; i++) {
      String subject = Wire.text(in);
      String alertId = Wire.text(in);
      int revision = Wire.count(in);
      Entry entry = new Entry(alertId, in.readLong());
      entry.revision = revision;
      entry.lastMillis = in.readLong();
      entry.scoreBits = in.readDouble();
      int events = Wire.count(in);
      for (int k = 0; k < events; k++) {
        entry.events.add(
            new EventRef(
                Wire.text(in),
                Wire.string(in),
                Wire.string(in),
                in.readLong(),
                Wire.text(in),
                Wire.text(in)));
      }
      open.put(subject, entry);
    }
  }
}
