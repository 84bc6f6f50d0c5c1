package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Seen;
import dev.pubwatch.core.Trait;
import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The values of one categorical attribute that an entity has shown, with counts.
 *
 * <p>Bounded: beyond the cap the rarest, then the longest unseen, value makes room and its count is
 * forgotten. Counts halve whenever their sum passes {@link #DECAY_AT} (decay in the entity's own
 * events) and a value not seen for {@link #HALF_LIFE_DAYS} counts half (decay in days).
 *
 * <p>A value is not held for usual before it is {@link #PROBATION_MILLIS} old: what an intruder
 * does first must not be normal by his second act.
 */
final class ValueTable {
  /** A week: takeovers of the public record were found and undone within it. */
  static final long PROBATION_MILLIS = 7 * 86_400_000L;

  /** A year: a quarterly release must not be forgotten in 30 days. */
  static final double HALF_LIFE_DAYS = 365;

  private static final float DECAY_AT = 512;
  private static final double DAY_MILLIS = 86_400_000.0;

  private final int cap;
  private String[] values = new String[2];
  private float[] counts = new float[2];
  private long[] firstMillis = new long[2];
  private long[] lastMillis = new long[2];
  private int size;

  ValueTable(int cap) {
    this.cap = cap;
  }

  /** What the past says of a value at a time, without learning it. */
  Seen look(String value, long nowMillis) {
    double n = 0;
    int k = 0;
    double nx = 0;
    int recent = 0;
    int top = -1;
    double topCount = 0;
    long latest = latestMillis(nowMillis);
    for (int i = 0; i < size; i++) {
      boolean same = values[i].equals(value);
      if (nowMillis - firstMillis[i] < PROBATION_MILLIS) {
        recent += same ? Math.round(counts[i]) : 0;
        continue;
      }
      double count = decayed(i, latest);
      n += count;
      k++;
      if (same) {
        nx = count;
      }
      if (count > topCount) {
        top = i;
        topCount = count;
      }
    }
    boolean isNew = nx <= 0;
    String usual = isNew && top >= 0 ? values[top] : null;
    return new Seen(
        n, k, nx, below(nx, nowMillis, latest), recent, usual, usual == null ? 0 : topCount);
  }

  /** Looks and learns; a missing value is no evidence. */
  void observe(Observation o, Trait trait, @Nullable String value) {
    if (value != null) {
      long now = o.event().timeMillis();
      o.add(trait, look(value, now));
      learn(value, now);
    }
  }

  private double below(double nx, long nowMillis, long latest) {
    double below = 0;
    for (int i = 0; i < size && nx > 0; i++) {
      double count = decayed(i, latest);
      if (nowMillis - firstMillis[i] >= PROBATION_MILLIS && count < nx) {
        below += count;
      }
    }
    return below;
  }

  /** Aged up to the last activity that counts: silence of the whole entity forgets nothing. */
  private double decayed(int i, long latestMillis) {
    double days = (latestMillis - lastMillis[i]) / DAY_MILLIS;
    return days <= 1 ? counts[i] : counts[i] * StrictMath.pow(2, -days / HALF_LIFE_DAYS);
  }

  private long latestMillis(long nowMillis) {
    long latest = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      boolean counts = nowMillis - firstMillis[i] >= PROBATION_MILLIS;
      latest = counts ? Math.max(latest, lastMillis[i]) : latest;
    }
    return latest;
  }

  /** Whether the table holds the value, however young. */
  boolean holds(String value) {
    return find(value) >= 0;
  }

  void learn(String value, long nowMillis) {
    int i = find(value);
    if (i < 0) {
      i = slot();
      values[i] = value;
      counts[i] = 0;
      firstMillis[i] = nowMillis;
      lastMillis[i] = nowMillis;
    }
    counts[i]++;
    lastMillis[i] = Math.max(lastMillis[i], nowMillis);
    decayByEvents();
  }

  private int find(String value) {
    for (int i = 0; i < size; i++) {
      if (values[i].equals(value)) {
        return i;
      }
    }
    return -1;
  }

  private int slot() {
    if (size < cap) {
      if (size == values.length) {
        grow(Math.min(cap, size * 2));
      }
      return size++;
    }
    int victim = 0;
    for (int i = 1; i < size; i++) {
      boolean rarer = counts[i] < counts[victim];
      boolean older = counts[i] == counts[victim] && lastMillis[i] < lastMillis[victim];
      victim = rarer || older ? i : victim;
    }
    return victim;
  }

  private void grow(int length) {
    values = Arrays.copyOf(values, length);
    counts = Arrays.copyOf(counts, length);
    firstMillis = Arrays.copyOf(firstMillis, length);
    lastMillis = Arrays.copyOf(lastMillis, length);
  }

  private void decayByEvents() {
    float sum = 0;
    for (int i = 0; i < size; i++) {
      sum += counts[i];
    }
    if (sum > DECAY_AT) {
      for (int i = 0; i < size; i++) {
        counts[i] /= 2;
      }
    }
  }

  int size() {
    return size;
  }

  /** The commonest value, or null when the table is empty. */
  @Nullable String top() {
    int top = -1;
    for (int i = 0; i < size; i++) {
      top = top < 0 || counts[i] > counts[top] ? i : top;
    }
    return top < 0 ? null : values[top];
  }

  /** Tells the values, commonest first; an empty table is not told of. */
  void describe(String name, Describer out) {
    describe(name, value -> value, out);
  }

  /** The same, each value in the words that a person knows it by. */
  void describe(String name, UnaryOperator<String> shown, Describer out) {
    long latest = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      latest = Math.max(latest, lastMillis[i]);
    }
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += decayed(i, latest);
    }
    List<Describer.Value> known = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      double count = decayed(i, latest);
      boolean young = latest - firstMillis[i] < PROBATION_MILLIS;
      double share = sum > 0 ? count / sum : 0;
      known.add(
          new Describer.Value(
              shown.apply(values[i]), share, count, firstMillis[i], lastMillis[i], young));
    }
    known.sort(
        Comparator.comparingDouble(Describer.Value::count)
            .reversed()
            .thenComparing(Describer.Value::value));
    if (!known.isEmpty()) {
      out.values(name, known);
    }
  }

  ValueTable copy() {
    ValueTable copy = new ValueTable(cap);
    copy.values = values.clone();
    copy.counts = counts.clone();
    copy.firstMillis = firstMillis.clone();
    copy.lastMillis = lastMillis.clone();
    copy.size = size;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    Wire.unsigned(out, size);
    for (int i = 0; i < size; i++) {
      Wire.string(out, values[i]);
      out.writeFloat(counts[i]);
      out.writeLong(firstMillis[i]);
      Wire.unsigned(out, lastMillis[i] - firstMillis[i]);
    }
  }

  static ValueTable read(int cap, DataInput in) throws IOException {
    ValueTable table = new ValueTable(cap);
    int size = Wire.count(in);
    if (size > cap) {
      throw new IOException("a table of " + size + " values, expected at most " + cap);
    }
    table.grow(Math.max(2, size));
    for (int i = 0; i < size; i++) {
      table.values[i] = Wire.text(in);
      table.counts[i] = in.readFloat();
      table.firstMillis[i] = in.readLong();
      table.lastMillis[i] = table.firstMillis[i] + Wire.unsigned(in);
    }
    table.size = size;
    return table;
  }
}
