package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Reached;
import dev.pubwatch.core.Seen;
import dev.pubwatch.core.Trait;
import dev.pubwatch.core.Verdict;
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
 * <p>Bounded: beyond the cap the rarest value, by its count as it has aged, makes room and its
 * count is forgotten. Counts halve whenever their sum passes {@link #DECAY_AT} (decay in the
 * entity's own events) and a value not seen for {@link #HALF_LIFE_DAYS} counts half (decay in
 * days).
 *
 * <p>A value is not held for usual before it is {@link #PROBATION_MILLIS} old: what an intruder
 * does first must not be normal by his second act. Nor can he hurry: a day's sightings weigh as
 * {@link DailyWeight} says. A verdict ends a value's probation or holds the value back.
 */
final class ValueTable extends PackedValues {
  /** A week: takeovers of the public record were found and undone within it. */
  static final long PROBATION_MILLIS = 7 * 86_400_000L;

  /** A year: a quarterly release must not be forgotten in 30 days. */
  static final double HALF_LIFE_DAYS = 365;

  private static final float DECAY_AT = 512;
  private static final double DAY_MILLIS = 86_400_000.0;
  private static final @Nullable Ruling[] NO_RULINGS = {};

  private final int cap;
  private @Nullable Ruling[] rulings = NO_RULINGS;

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
    double settled = rulings.length == 0 ? 0 : settledCount(nowMillis);
    for (int i = 0; i < size(); i++) {
      boolean same = isSame(i, value);
      if (!isUsual(i, nowMillis)) {
        recent += same ? Math.max(1, Math.round(count(i))) : 0;
        continue;
      }
      double count = decayed(i, latest, settled);
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
    String usual = nx <= 0 && top >= 0 ? value(top) : null;
    double below = below(nx, nowMillis, latest, settled);
    return new Seen(n, k, nx, below, recent, usual, usual == null ? 0 : topCount);
  }

  /** The values of the last year, latest sighting first. */
  List<Reached> latest(long nowMillis) {
    return LatestValues.latestFirst(this, nowMillis);
  }

  /** Looks and learns; a missing value is no evidence. */
  void observe(Observation o, Trait trait, @Nullable String value) {
    if (value != null) {
      long now = o.event().timeMillis();
      o.add(trait, look(value, now));
      learn(value, now);
    }
  }

  /**
   * For a value that is no evidence while it is new: learns it, and looks only when it is known.
   */
  void learnUnlessKnown(Observation o, Trait trait, @Nullable String value) {
    if (value != null && look(value, o.event().timeMillis()).isNew()) {
      learn(value, o.event().timeMillis());
    } else {
      observe(o, trait, value);
    }
  }

  private double below(double nx, long nowMillis, long latest, double settled) {
    double below = 0;
    for (int i = 0; i < size() && nx > 0; i++) {
      double count = decayed(i, latest, settled);
      if (isUsual(i, nowMillis) && count < nx) {
        below += count;
      }
    }
    return below;
  }

  /** Aged up to the last activity that counts: silence of the whole entity forgets nothing. */
  private double decayed(int i, long latestMillis, double settledCount) {
    boolean settled = ruling(i) != null;
    double count = settled ? Math.max(count(i), settledCount) : count(i);
    return days(i, latestMillis) <= 1 ? count : count * faded(i, latestMillis);
  }

  /** An analyst's word weighs like the mean past of the values that are usual without it. */
  private double settledCount(long nowMillis) {
    double sum = 0;
    int usual = 0;
    for (int i = 0; i < size(); i++) {
      if (ruling(i) == null && isUsual(i, nowMillis)) {
        sum += count(i);
        usual++;
      }
    }
    return usual == 0 ? 0 : sum / usual;
  }

  private long latestMillis(long nowMillis) {
    long latest = Long.MIN_VALUE;
    for (int i = 0; i < size(); i++) {
      latest = isUsual(i, nowMillis) ? Math.max(latest, last(i)) : latest;
    }
    return latest;
  }

  /** Whether a value counts: neither young nor held back. */
  private boolean isUsual(int i, long nowMillis) {
    Ruling ruling = ruling(i);
    return !Ruling.isHeld(ruling) && !Ruling.isYoung(ruling, first(i), nowMillis);
  }

  private @Nullable Ruling ruling(int i) {
    return i < rulings.length ? rulings[i] : null;
  }

  private void rule(int i, @Nullable Ruling ruling) {
    if (ruling != null && i >= rulings.length) {
      rulings = Arrays.copyOf(rulings, size());
    }
    if (i < rulings.length) {
      rulings[i] = ruling;
    }
  }

  /** Whether the table holds the value, however young. */
  boolean holds(String value) {
    return find(value) >= 0;
  }

  /** Counts a sighting; of a value that is held back it counts none. */
  void learn(String value, long nowMillis) {
    int i = find(value);
    if (i < 0) {
      i = slot(nowMillis);
      begin(i, value, nowMillis);
    } else if (Ruling.isOver(ruling(i), nowMillis)) {
      begin(i, value, nowMillis);
    }
    if (Ruling.isHeld(ruling(i))) {
      return;
    }
    if (sightings(i) == 0 || DailyWeight.isOver(day(i), nowMillis)) {
      setDay(i, nowMillis);
      setCounts(i, count(i), 0);
    }
    setCounts(i, count(i) + DailyWeight.next(sightings(i)), sightings(i) + 1);
    setLast(i, Math.max(last(i), nowMillis));
    decayByEvents();
  }

  private void begin(int i, String value, long nowMillis) {
    setValue(i, value);
    setFirst(i, nowMillis);
    setLast(i, nowMillis);
    setCounts(i, 0, 0);
    rule(i, null);
  }

  /**
   * Takes a verdict: it is about the values first seen in the alert's events, and about the alert's
   * own one where that was young then.
   *
   * @param own the attribute's value in the alert, null where it has none
   * @return whether it was about any
   */
  boolean heed(Verdict verdict, @Nullable String own) {
    boolean any = false;
    for (int i = 0; i < size(); i++) {
      Ruling before = ruling(i);
      boolean named =
          value(i).equals(own)
              && (verdict.foundYoung(first(i), PROBATION_MILLIS) || Ruling.isHeld(before));
      boolean concerned = named || verdict.beganWith(first(i));
      rule(i, Ruling.after(before, verdict, concerned));
      any |= concerned;
    }
    return any;
  }

  private int find(String value) {
    for (int i = 0; i < size(); i++) {
      if (isSame(i, value)) {
        return i;
      }
    }
    return -1;
  }

  private int slot(long nowMillis) {
    if (size() < cap) {
      return add(cap);
    }
    int victim = 0;
    for (int i = 1; i < size(); i++) {
      victim = goesBefore(i, victim, nowMillis) ? i : victim;
    }
    return victim;
  }

  /** What is held back stays while anything else can go: forgotten it would begin anew. */
  private boolean goesBefore(int a, int b, long nowMillis) {
    boolean held = Ruling.isHeld(ruling(a));
    if (held != Ruling.isHeld(ruling(b))) {
      return !held;
    }
    double countA = aged(a, nowMillis);
    double countB = aged(b, nowMillis);
    return countA < countB || (countA == countB && last(a) < last(b));
  }

  private double aged(int i, long nowMillis) {
    return count(i) * faded(i, Math.max(nowMillis, last(i)));
  }

  private double days(int i, long millis) {
    return (millis - last(i)) / DAY_MILLIS;
  }

  private double faded(int i, long millis) {
    return StrictMath.pow(2, -days(i, millis) / HALF_LIFE_DAYS);
  }

  private void decayByEvents() {
    float sum = 0;
    for (int i = 0; i < size(); i++) {
      sum += count(i);
    }
    if (sum > DECAY_AT) {
      for (int i = 0; i < size(); i++) {
        setCounts(i, count(i) / 2, sightings(i));
      }
    }
  }

  /** The commonest value, or null when the table is empty. */
  @Nullable String top() {
    int top = -1;
    for (int i = 0; i < size(); i++) {
      boolean more = top < 0 || count(i) > count(top);
      top = more && !Ruling.isHeld(ruling(i)) ? i : top;
    }
    return top < 0 ? null : value(top);
  }

  /** Tells the values, commonest first; an empty table is not told of. */
  void describe(String name, Describer out) {
    describe(name, value -> value, out);
  }

  /** The same, each value in the words that a person knows it by. */
  void describe(String name, UnaryOperator<String> shown, Describer out) {
    long latest = Long.MIN_VALUE;
    for (int i = 0; i < size(); i++) {
      latest = Math.max(latest, last(i));
    }
    double settled = rulings.length == 0 ? 0 : settledCount(latest);
    double sum = 0;
    for (int i = 0; i < size(); i++) {
      sum += decayed(i, latest, settled);
    }
    List<Describer.Value> known = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      double count = decayed(i, latest, settled);
      boolean young = !isUsual(i, latest);
      known.add(
          new Describer.Value(
              shown.apply(value(i)), sum > 0 ? count / sum : 0, count, first(i), last(i), young));
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
    copy.copyFrom(this);
    copy.rulings = rulings.clone();
    return copy;
  }

  void write(DataOutput out) throws IOException {
    Wire.unsigned(out, size());
    for (int i = 0; i < size(); i++) {
      Wire.string(out, value(i));
      out.writeFloat(count(i));
      out.writeLong(first(i));
      Wire.unsigned(out, last(i) - first(i));
      Wire.unsigned(out, last(i) - day(i));
      Wire.unsigned(out, sightings(i));
      Ruling.write(ruling(i), out);
    }
  }

  static ValueTable read(int cap, DataInput in) throws IOException {
    ValueTable table = new ValueTable(cap);
    int size = Wire.count(in);
    if (size > cap) {
      throw new IOException("a table of " + size + " values, expected at most " + cap);
    }
    table.begin(size);
    for (int i = 0; i < size; i++) {
      table.setValue(i, Wire.text(in));
      float count = in.readFloat();
      table.setFirst(i, in.readLong());
      table.setLast(i, table.first(i) + Wire.unsigned(in));
      table.setDay(i, table.last(i) - Wire.unsigned(in));
      table.setCounts(i, count, (int) Math.min(Integer.MAX_VALUE, Wire.unsigned(in)));
      table.rule(i, Ruling.read(in));
    }
    return table;
  }
}
