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
 * as revisions, and so do those of other projects which the same account releases in one train.
 * Bounded; the longest untouched one is closed first.
 */
final class AlertBook {
  /** One day after its last event an alert grows no more. */
  static final long OPEN_MILLIS = 86_400_000L;

  /** Within an hour of its last event an alert takes in what its account does elsewhere. */
  private static final long TRAIN_MILLIS = 3_600_000L;

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
      String source,
      @Nullable String credentialId) {}

  /** Another name for a subject: an account, or a project that joined another one's alert. */
  private record Alias(String subject, long lastMillis) {}

  private final Map<String, Entry> open = new LinkedHashMap<>();
  private final Map<String, Alias> aliases = new LinkedHashMap<>();

  /**
   * The subject under which an open alert takes in an event, or the event's own.
   *
   * @param subject what the event is about
   * @param account who did it; null where nobody is known
   */
  String joins(String subject, @Nullable String account, long nowMillis) {
    if (find(subject, nowMillis) != null) {
      return subject;
    }
    Alias known = aliases.get(subject);
    if (known != null && find(known.subject(), nowMillis) != null) {
      return known.subject();
    }
    Alias train = account == null ? null : aliases.get(account);
    if (train == null || nowMillis - train.lastMillis() > TRAIN_MILLIS) {
      return subject;
    }
    return find(train.subject(), nowMillis) != null ? train.subject() : subject;
  }

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

  /** Lets later events of another name find the subject's alert. */
  void name(String alias, String subject, long nowMillis) {
    aliases.remove(alias);
    aliases.put(alias, new Alias(subject, nowMillis));
    Iterator<Alias> oldestFirst = aliases.values().iterator();
    while (oldestFirst.hasNext()) {
      boolean over = nowMillis - oldestFirst.next().lastMillis() > OPEN_MILLIS;
      if (!over && aliases.size() <= MAX_OPEN) {
        return;
      }
      oldestFirst.remove();
    }
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
    aliases.putAll(other.aliases);
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
    writeAliases(out);
  }

  private void writeAliases(DataOutput out) throws IOException {
    Wire.unsigned(out, aliases.size());
    for (Map.Entry<String, Alias> e : aliases.entrySet()) {
      Wire.string(out, e.getKey());
      Wire.string(out, e.getValue().subject());
      out.writeLong(e.getValue().lastMillis());
    }
  }

  private static void write(EventRef ref, DataOutput out) throws IOException {
    Wire.string(out, ref.eventId());
    Wire.string(out, ref.project());
    Wire.string(out, ref.version());
    out.writeLong(ref.timeMillis());
    Wire.string(out, ref.action());
    Wire.string(out, ref.source());
    Wire.string(out, ref.credentialId());
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
                Wire.text(in),
                Wire.string(in)));
      }
      open.put(subject, entry);
    }
    readAliases(in);
  }

  private void readAliases(DataInput in) throws IOException {
    int size = Wire.count(in);
    for (int i = 0; i < size; i++) {
      String alias = Wire.text(in);
      aliases.put(alias, new Alias(Wire.text(in), in.readLong()));
    }
  }
}
