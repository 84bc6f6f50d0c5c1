package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Reached;
import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The latest values that an entity touched and when, within a year; bounded. Beyond the cap the
 * longest untouched one makes room.
 */
final class LatestValues {
  private static final long YEAR_MILLIS = 366 * 86_400_000L;

  /** No name in the field is longer; half a name would be that of something else. */
  private static final int LONGEST = 300;

  private final int cap;
  private final List<Reached> values = new ArrayList<>(1);

  LatestValues(int cap) {
    this.cap = cap;
  }

  void add(String value, long nowMillis) {
    if (value.length() > LONGEST) {
      return;
    }
    for (int i = 0; i < values.size(); i++) {
      Reached known = values.get(i);
      if (known.value().equals(value)) {
        values.set(i, new Reached(value, Math.max(known.lastMillis(), nowMillis)));
        return;
      }
    }
    Reached added = new Reached(value, nowMillis);
    if (values.size() < cap) {
      values.add(added);
      return;
    }
    int oldest = oldest();
    if (values.get(oldest).lastMillis() <= nowMillis) {
      values.set(oldest, added);
    }
  }

  private int oldest() {
    int oldest = 0;
    for (int i = 1; i < values.size(); i++) {
      oldest = values.get(i).lastMillis() < values.get(oldest).lastMillis() ? i : oldest;
    }
    return oldest;
  }

  /** Those touched within the year before, latest first. */
  List<Reached> at(long nowMillis) {
    return latestFirst(values, nowMillis);
  }

  static List<Reached> latestFirst(PackedValues values, long nowMillis) {
    List<Reached> all = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      all.add(new Reached(values.value(i), values.last(i)));
    }
    return latestFirst(all, nowMillis);
  }

  private static List<Reached> latestFirst(List<Reached> values, long nowMillis) {
    if (values.size() == 1 && isWithinAYear(values.get(0), nowMillis)) {
      return List.of(values.get(0));
    }
    return values.stream()
        .filter(v -> isWithinAYear(v, nowMillis))
        .sorted(
            Comparator.comparingLong(Reached::lastMillis).reversed().thenComparing(Reached::value))
        .toList();
  }

  private static boolean isWithinAYear(Reached value, long nowMillis) {
    return nowMillis - value.lastMillis() < YEAR_MILLIS;
  }

  LatestValues copy() {
    LatestValues copy = new LatestValues(cap);
    copy.values.addAll(values);
    return copy;
  }

  void write(DataOutput out) throws IOException {
    Wire.unsigned(out, values.size());
    for (Reached value : values) {
      Wire.string(out, value.value());
      out.writeLong(value.lastMillis());
    }
  }

  static LatestValues read(int cap, DataInput in) throws IOException {
    LatestValues read = new LatestValues(cap);
    int size = Wire.count(in);
    if (size > cap) {
      throw new IOException("a table of " + size + " latest values, expected at most " + cap);
    }
    for (int i = 0; i < size; i++) {
      read.values.add(new Reached(Wire.text(in), in.readLong()));
    }
    return read;
  }
}
