package dev.pubwatch.core.judge;

import dev.pubwatch.core.Wire;
import dev.pubwatch.core.surprise.EventRate;
import dev.pubwatch.core.surprise.Log2;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Spends the alerts that the operator allows a day.
 *
 * <p>On normal traffic the level alertsPerDay / eventsPerDay spends exactly that many: it is the
 * floor to which online false-discovery control with decaying memory settles where anomalies are
 * rare [1]. Traffic that is not normal spends more, so alerts are counted with a memory of a day,
 * for each owner and for all: beyond its share each further alert needs one bit more, up to {@link
 * #MOST_BITS}. One noisy owner then pays for himself alone. Over a week the level yields too, by up
 * to {@link #MOST_WEEKLY_BITS}: the far tail of a young stream is known badly, and what is exempt
 * comes on top. Unlike SAFFRON and ADDIS an alert earns nothing back: what is to be kept is a
 * number of alerts, not a rate of discoveries, and a flood would earn itself the right to go on.
 * What is structural is exempt.
 *
 * <p>[1] Rebjock, Kurt, Januschowski, Callot: Online false discovery rate control for anomaly
 * detection in time series, NeurIPS 2021.
 */
final class Budget {
  /** One owner may use a third of the budget before it gets dearer for him, but always two. */
  private static final double OWNER_SHARE = 1.0 / 3;

  private static final double LEAST_SHARE = 2;

  /** All owners together may use twice the budget before it gets dearer for all. */
  private static final double SLACK = 2;

  private static final double MOST_BITS = 12;
  private static final double WEEK_DAYS = 7;

  /** What a week may spend before the level yields; the rest is for what is exempt from it. */
  private static final double WEEKLY_SHARE = 2.0 / 3;

  /** Bits for each doubling beyond. */
  private static final double BITS_PER_DOUBLING = 4;

  /** No more, or a loud week would be cover for a quiet intruder. */
  private static final double MOST_WEEKLY_BITS = 3;

  private static final int MAX_OWNERS = 10_000;
  private static final double DAY_MILLIS = 86_400_000.0;
  private static final String ALL = "";

  private record Spent(double alerts, long atMillis) {
    double at(long nowMillis) {
      double days = Math.max(0, nowMillis - atMillis) / DAY_MILLIS;
      return alerts * StrictMath.exp(-days);
    }
  }

  private final Map<String, Spent> spent = new LinkedHashMap<>();
  private final EventRate week = new EventRate(WEEK_DAYS);

  /**
   * Bits that an alert needs beyond those of the level.
   *
   * @param owner who it is about; empty where nobody is known
   */
  double extraBits(String owner, double alertsPerDay, long nowMillis) {
    double own = Math.max(LEAST_SHARE, OWNER_SHARE * alertsPerDay);
    double extra = spentAt(ALL, nowMillis) - SLACK * Math.max(1, alertsPerDay);
    if (!owner.isEmpty()) {
      extra = Math.max(extra, spentAt(owner, nowMillis) - own);
    }
    return Math.max(weeklyBits(alertsPerDay, nowMillis), Math.min(MOST_BITS, extra));
  }

  private double weeklyBits(double alertsPerDay, long nowMillis) {
    week.pass(nowMillis);
    double doublings = Log2.of(Math.max(1, week.perDay() / (WEEKLY_SHARE * alertsPerDay)));
    return Math.min(MOST_WEEKLY_BITS, BITS_PER_DOUBLING * doublings);
  }

  private double spentAt(String owner, long nowMillis) {
    Spent before = spent.get(owner);
    return before == null ? 0 : before.at(nowMillis);
  }

  /**
   * Counts an alert that history would have brought, told to nobody: the level of the first week
   * after a warm-up is known from the weeks before it.
   */
  void rehearse(long nowMillis) {
    week.pass(nowMillis);
    week.count();
  }

  /** Counts one alert; revisions of it cost nothing. */
  void spend(String owner, long nowMillis) {
    week.pass(nowMillis);
    if (owner.isEmpty() || spentAt(owner, nowMillis) < LEAST_SHARE) {
      week.count(); // more than that is between him and his own share
    }
    spendOne(ALL, nowMillis);
    if (!owner.isEmpty()) {
      spendOne(owner, nowMillis);
    }
    Iterator<String> oldestFirst = spent.keySet().iterator();
    while (spent.size() > MAX_OWNERS) {
      oldestFirst.next();
      oldestFirst.remove();
    }
  }

  private void spendOne(String owner, long nowMillis) {
    Spent before = spent.remove(owner);
    double alerts = before == null ? 0 : before.at(nowMillis);
    long at = before == null ? nowMillis : Math.max(nowMillis, before.atMillis());
    spent.put(owner, new Spent(alerts + 1, at));
  }

  void copyFrom(Budget other) {
    spent.putAll(other.spent);
    week.copyFrom(other.week);
  }

  void write(DataOutput out) throws IOException {
    week.write(out);
    Wire.unsigned(out, spent.size());
    for (Map.Entry<String, Spent> entry : spent.entrySet()) {
      Wire.string(out, entry.getKey());
      out.writeDouble(entry.getValue().alerts());
      out.writeLong(entry.getValue().atMillis());
    }
  }

  void read(DataInput in) throws IOException {
    week.read(in);
    int size = Wire.count(in);
    for (int i = 0; i < size; i++) {
      String owner = Wire.text(in);
      spent.put(owner, new Spent(in.readDouble(), in.readLong()));
    }
  }
}
