package dev.pubwatch.cli.backtest.measure;

import java.util.ArrayList;
import java.util.List;

/** How often events without a label score above b bits, held against the promised 2^-b. */
public final class Calibration {
  /** Bits that are looked at: 1 to this. */
  public static final int MAX_BITS = 16;

  /**
   * One number of bits.
   *
   * @param expected events that should lie above
   * @param observed events that do
   */
  public record Row(int bits, double expected, long observed) {
    /** 1 where the scores are honest, above 1 where they promise more than they hold. */
    public double ratio() {
      return observed / expected;
    }

    /** The Poisson interval of {@link #ratio()}. */
    public Interval ratioInterval() {
      return Intervals.count(observed).dividedBy(expected);
    }
  }

  private final String kind;
  private final long[] above = new long[MAX_BITS];
  private long events;

  Calibration(String kind) {
    this.kind = kind;
  }

  void add(double bits) {
    events++;
    for (int b = 0; b < MAX_BITS && bits > b + 1; b++) {
      above[b]++;
    }
  }

  /** What kind of event: {@code publish}, {@code token}, {@code workflow} or {@code ci}. */
  public String kind() {
    return kind;
  }

  public long events() {
    return events;
  }

  /** A row for each number of bits, ascending. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int b = 1; b <= MAX_BITS; b++) {
      rows.add(new Row(b, StrictMath.scalb((double) events, -b), above[b - 1]));
    }
    return rows;
  }
}
