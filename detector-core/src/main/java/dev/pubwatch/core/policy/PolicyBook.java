package dev.pubwatch.core.policy;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which policies are known to be broken where. Bounded: the longest untouched breach is forgotten
 * first, and would be told again.
 */
public final class PolicyBook {
  private static final int MAX_OPEN = 20_000;
  static final int MAX_EVENTS = 20;

  /** A breach that is told, or the day's many. */
  static final class Entry {
    final String alertId;
    final long firstMillis;
    int revision;
    long lastMillis;
    long breaches;
    final List<Long> details = new ArrayList<>(1);
    final List<Alert.Evidence> events = new ArrayList<>(1);

    Entry(String alertId, long firstMillis) {
      this.alertId = alertId;
      this.firstMillis = firstMillis;
      this.lastMillis = firstMillis;
    }

    private Entry copy() {
      Entry copy = new Entry(alertId, firstMillis);
      copy.revision = revision;
      copy.lastMillis = lastMillis;
      copy.breaches = breaches;
      copy.details.addAll(details);
      copy.events.addAll(events);
      return copy;
    }
  }

  private final Map<String, Entry> open = new LinkedHashMap<>();
  private long day = Long.MIN_VALUE;
  private int openedThatDay;

  @Nullable Entry find(String key) {
    return open.get(key);
  }

  /** Keeps an entry as the one touched last. */
  void put(String key, Entry entry) {
    open.remove(key);
    open.put(key, entry);
    if (open.size() > MAX_OPEN) {
      open.remove(open.keySet().iterator().next());
    }
  }

  void close(String alertId) {
    open.values().removeIf(entry -> entry.alertId.equals(alertId));
  }

  /**
   * Takes one of the day's new alerts; false when there are none left. A late event takes today's.
   */
  boolean takeOne(long today, int perDay) {
    if (today > day) {
      day = today;
      openedThatDay = 0;
    }
    if (openedThatDay >= perDay) {
      return false;
    }
    openedThatDay++;
    return true;
  }

  int size() {
    return open.size();
  }

  /** Takes all of another's. */
  public void copyFrom(PolicyBook other) {
    other.open.forEach((key, entry) -> open.put(key, entry.copy()));
    day = other.day;
    openedThatDay = other.openedThatDay;
  }

  /** Writes all of it. */
  public void write(DataOutput out) throws IOException {
    out.writeLong(day);
    Wire.unsigned(out, openedThatDay);
    Wire.unsigned(out, open.size());
    for (Map.Entry<String, Entry> e : open.entrySet()) {
      Wire.string(out, e.getKey());
      write(e.getValue(), out);
    }
  }

  private static void write(Entry entry, DataOutput out) throws IOException {
    Wire.string(out, entry.alertId);
    out.writeLong(entry.firstMillis);
    Wire.unsigned(out, entry.revision);
    out.writeLong(entry.lastMillis);
    Wire.unsigned(out, entry.breaches);
    Wire.unsigned(out, entry.details.size());
    for (long detail : entry.details) {
      out.writeLong(detail);
    }
    Wire.unsigned(out, entry.events.size());
    for (Alert.Evidence event : entry.events) {
      Wire.string(out, event.eventId());
      Wire.string(out, event.project());
      Wire.string(out, event.version());
      out.writeLong(event.timeMillis());
      Wire.string(out, event.action());
      Wire.string(out, event.source());
    }
  }

  /** Reads into a fresh book. */
  public void read(DataInput in) throws IOException {
    day = in.readLong();
    openedThatDay = Wire.count(in);
    int size = Wire.count(in);
    for (int i = 0; i < size; i++) {
      open.put(Wire.text(in), readEntry(in));
    }
  }

  private static Entry readEntry(DataInput in) throws IOException {
    Entry entry = new Entry(Wire.text(in), in.readLong());
    entry.revision = Wire.count(in);
    entry.lastMillis = in.readLong();
    entry.breaches = Wire.unsigned(in);
    int details = Wire.count(in);
    for (int i = 0; i < details; i++) {
      entry.details.add(in.readLong());
    }
    int events = Wire.count(in);
    for (int i = 0; i < events; i++) {
      entry.events.add(
          new Alert.Evidence(
              Wire.text(in),
              Wire.string(in),
              Wire.string(in),
              in.readLong(),
              Wire.text(in),
              Wire.text(in)));
    }
    return entry;
  }
}
