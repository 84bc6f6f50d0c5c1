package dev.pubwatch.core.correlate;

import dev.pubwatch.core.surprise.Calibrator;
import dev.pubwatch.core.surprise.EventRate;
import dev.pubwatch.core.surprise.Log2;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How one kind of chain is completed in this stream's ordinary life: how often, with how much
 * evidence, how soon, and how often with a step between.
 */
final class ChainRates {
  /** Weight of what is believed before the stream has shown any, in chains. */
  private static final double PRIOR_WEIGHT = 10;

  /** Before the stream has shown any, one chain in twenty has a step between. */
  private static final double BETWEEN_PRIOR = 0.05;

  /** Before the stream has a past, one end in two hundred completes a chain. */
  private static final double PRIOR_COMPLETED = 0.5;

  private static final double PRIOR_ENDS = 100;
  private static final double DECAY_AT = 50_000;
  private static final double MINUTE_MILLIS = 60_000.0;
  private static final double PACE_MEMORY_DAYS = 60;

  private final double[] evidence = new double[Calibrator.stateLength()];
  private final double[] soon = new double[Calibrator.stateLength()];
  private double between;
  private double chains;
  private double ends;
  private double completed;
  private final EventRate pace = new EventRate(PACE_MEMORY_DAYS);

  void pass(long nowMillis) {
    pace.pass(nowMillis);
  }

  /** Counts an event that could have completed such a chain. */
  void ended() {
    ends++;
    if (ends > DECAY_AT) {
      ends /= 2;
      completed /= 2;
    }
  }

  /** Counts one that was completed. */
  void completed() {
    pace.count();
    completed++;
  }

  /** Share of the events that could complete such a chain which did. */
  double chance(ChainKind kind) {
    double learned = (completed + PRIOR_COMPLETED) / (ends + PRIOR_ENDS);
    return Math.min(1, Math.max(kind.leastChance(), learned));
  }

  /** Takes in how a chain was completed that was nothing but ordinary life. */
  void learn(double log2Evidence, double soonBits, boolean withStepBetween) {
    Calibrator.learn(evidence, log2Evidence);
    Calibrator.learn(soon, soonBits);
    chains++;
    between += withStepBetween ? 1 : 0;
  }

  /** Share of this kind's chains with as much evidence; Markov's bound before there are any. */
  double pValue(double log2Evidence) {
    double markov = Math.min(1, StrictMath.pow(2, -log2Evidence));
    return Calibrator.p(evidence, log2Evidence, markov, PRIOR_WEIGHT);
  }

  /**
   * How soon an end came, in bits: how many times shorter than its window the time is, by halves.
   */
  static double soonBits(long passedMillis, ChainKind kind) {
    return Log2.of(kind.windowMillis() / Math.max(MINUTE_MILLIS, (double) passedMillis));
  }

  /**
   * Share of this kind's chains that are completed as soon. Before there are any, time is taken to
   * be log-uniform between a minute and the window: who signs in does so to do something.
   */
  double pOfSoon(double soonBits, ChainKind kind) {
    double most = Log2.of(kind.windowMillis() / MINUTE_MILLIS);
    double prior = Math.max(1 / most, 1 - soonBits / most);
    return Calibrator.rank(soon, soonBits, Math.min(1, prior), PRIOR_WEIGHT);
  }

  /** Share of this kind's chains with a step between. */
  double pOfBetween() {
    return (between + PRIOR_WEIGHT * BETWEEN_PRIOR) / (chains + PRIOR_WEIGHT);
  }

  double perDay() {
    return pace.perDayOfOneAtLeast();
  }

  /** How many were learned. */
  long chains() {
    return (long) chains;
  }

  void copyFrom(ChainRates other) {
    System.arraycopy(other.evidence, 0, evidence, 0, evidence.length);
    System.arraycopy(other.soon, 0, soon, 0, soon.length);
    between = other.between;
    chains = other.chains;
    ends = other.ends;
    completed = other.completed;
    pace.copyFrom(other.pace);
  }

  void write(DataOutput out) throws IOException {
    for (int i = 0; i < evidence.length; i++) {
      out.writeDouble(evidence[i]);
      out.writeDouble(soon[i]);
    }
    out.writeDouble(between);
    out.writeDouble(chains);
    out.writeDouble(ends);
    out.writeDouble(completed);
    pace.write(out);
  }

  void read(DataInput in) throws IOException {
    for (int i = 0; i < evidence.length; i++) {
      evidence[i] = in.readDouble();
      soon[i] = in.readDouble();
    }
    between = in.readDouble();
    chains = in.readDouble();
    ends = in.readDouble();
    completed = in.readDouble();
    pace.read(in);
  }
}
