package dev.pubwatch.core.signal;

import dev.pubwatch.core.Observation;
import dev.pubwatch.core.surprise.Combination;

/**
 * One thing that can be odd about an event.
 *
 * <p>A signal is a pure function of the observation and of what the whole stream has taught it;
 * that teaching is an array of numbers which the judge keeps.
 */
public abstract class Signal {
  private final String name;
  private final Group group;
  private final double attackShare;

  /**
   * @param name stable name, as in alerts
   * @param group what it moves together with
   * @param attackShare documented prior: the share of attacks expected to show it, in (0, 1)
   */
  Signal(String name, Group group, double attackShare) {
    this.name = name;
    this.group = group;
    this.attackShare = attackShare;
  }

  public final String name() {
    return name;
  }

  public final Group group() {
    return group;
  }

  public final double attackShare() {
    return attackShare;
  }

  /**
   * Whether it also reads events whose action the contract's vocabulary has no word for. Such an
   * event says little by itself: by default only who used which credential from where is compared.
   */
  public boolean readsAnyAction() {
    return group.isAboutAccess();
  }

  /** Length of the array that {@link #learn} keeps. */
  public abstract int stateLength();

  /** Raw mid-p value in (0, 1], or NaN when the event says nothing about it. */
  public abstract double pValue(Observation o, double[] state);

  /** Takes the observation into what is normal for the whole stream; after {@link #pValue}. */
  public abstract void learn(Observation o, double[] state);

  /**
   * The e-value of its p-value: how much likelier the event is from an intruder who shows the
   * signal than from normal traffic. See {@link dev.pubwatch.core.surprise.Combination}.
   *
   * @param p calibrated mid-p value of {@link #pValue}
   */
  public double eValue(Observation o, double p) {
    return Combination.ofQuantity(p);
  }

  /**
   * What to believe of a raw p-value whose rank among the stream's past ones is known.
   *
   * <p>By default the rank may sharpen it, but not beyond twice its bits and one: rank alone would
   * make the most extreme of many dull values look odd.
   */
  public double calibrated(double raw, double rank) {
    return Math.max(rank, raw * raw / 2);
  }

  /** Whether ordinary traffic hardly ever shows it, whatever the stream. */
  public boolean isStructural() {
    return false;
  }

  /** Whether what is odd is so by this very event, rather than still from one before. */
  public boolean isFresh(Observation o) {
    return false;
  }

  /** What was seen, for a person. */
  public abstract String observed(Observation o);

  /** What is usual, for a person. */
  public abstract String expected(Observation o);

  /** How many past events the comparison rests on. */
  public abstract long history(Observation o);
}
