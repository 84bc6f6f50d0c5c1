package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.PastUse;
import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a credential was lately used for, so that uses between a leak and its report are found
 * again. Uses that are alike, doing the same to the same project from the same network, are one
 * entry: a job that runs every minute does not push out what an intruder did once.
 */
final class UseLog {
  private static final int CAP = 16;

  /** 2 KiB at most, whatever the names are. */
  private static final int MOST_CHARACTERS = 2_048;

  /**
   * Alike uses.
   *
   * @param like hash of what makes them alike
   * @param told whether a person was told of the latest of them
   */
  private record Entry(long like, PastUse use, boolean told) {}

  /** Longest untouched first. */
  private final List<Entry> entries = new ArrayList<>(2);

  /**
   * Takes a use.
   *
   * @param told whether it alerts by itself
   */
  void add(Observation o, boolean told) {
    Event e = o.event();
    if (e.action().equals("token:delete")) {
      return;
    }
    long like = like(e);
    PastUse use = PastUse.of(e);
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.like() == like && entry.told() == told) {
        entries.remove(i);
        use = entry.use().and(use);
        break;
      }
    }
    if (use.size() <= MOST_CHARACTERS) {
      entries.add(new Entry(like, use, told));
    }
    int characters = entries.stream().mapToInt(entry -> entry.use().size()).sum();
    while (entries.size() > CAP || characters > MOST_CHARACTERS) {
      characters -= entries.remove(0).use().size();
    }
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  private static long like(Event e) {
    String network = e.asn() >= 0 ? "as" + e.asn() : e.prefix() != null ? e.prefix() : e.ip();
    return Hashes.of(e.source() + "|" + e.action() + "|" + e.project() + "|" + network);
  }

  /** Hands over, once, the uses since a moment that nobody was told of. */
  void tell(long sinceMillis, Observation o) {
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (!entry.told() && entry.use().timeMillis() >= sinceMillis) {
        o.addPastUse(entry.use());
        entries.set(i, new Entry(entry.like(), entry.use(), true));
      }
    }
  }

  UseLog copy() {
    UseLog copy = new UseLog();
    copy.entries.addAll(entries);
    return copy;
  }

  void write(DataOutput out) throws IOException {
    Wire.unsigned(out, entries.size());
    for (Entry entry : entries) {
      out.writeLong(entry.like());
      entry.use().write(out);
      out.writeBoolean(entry.told());
    }
  }

  static UseLog read(DataInput in) throws IOException {
    UseLog log = new UseLog();
    int size = Wire.count(in);
    if (size > CAP) {
      throw new IOException(size + " uses, expected at most " + CAP);
    }
    for (int i = 0; i < size; i++) {
      log.entries.add(new Entry(in.readLong(), PastUse.read(in), in.readBoolean()));
    }
    return log;
  }
}
