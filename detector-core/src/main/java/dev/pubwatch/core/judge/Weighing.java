package dev.pubwatch.core.judge;

import dev.pubwatch.core.Observation;
import dev.pubwatch.core.signal.Group;
import dev.pubwatch.core.signal.Signal;
import dev.pubwatch.core.signal.Signals;
import dev.pubwatch.core.surprise.Calibrator;
import dev.pubwatch.core.surprise.Combination;
import java.util.List;

/**
 * What all signals together say of one event.
 *
 * <p>Each raw p-value is first made honest against the stream's own past of that signal, in the
 * event's stratum (newcomer, active, dormant project): a new publisher is less odd on a project
 * that wakes from years of sleep, and the product over groups is then a chain rule rather than a
 * count of the same oddity twice. A stratum is shrunk to the whole stream.
 */
final class Weighing {
  private static final List<Signal> SIGNALS = Signals.ALL;
  private static final Group[] GROUPS = Group.values();
  private static final int DORMANCY = 0;

  /** Weight of the whole stream in a stratum, in events. */
  private static final double STRATUM_SHRINKAGE = 50;

  /** Weight of the raw p-value in the stream's calibration, in events. */
  private static final double RAW_WEIGHT = 30;

  private static final long NEWCOMER_EVENTS = 5;
  private static final double DORMANT_P = 0.05;

  private final double[] p = new double[SIGNALS.size()];
  private double log2Evidence;
  private boolean anything;

  /** Reads the event against the state; learns nothing. */
  static Weighing of(Observation o, JudgeState state) {
    Weighing w = new Weighing();
    int stratum = w.readSignals(o, state);
    for (int i = 0; i < w.p.length; i++) {
      if (!Double.isNaN(w.p[i])) {
        w.p[i] = calibrated(o, state, i, i == DORMANCY ? 0 : stratum, w.p[i]);
      }
    }
    w.combine();
    return w;
  }

  private int readSignals(Observation o, JudgeState state) {
    for (int i = 0; i < p.length; i++) {
      p[i] = rawP(o, state, i);
      anything |= !Double.isNaN(p[i]);
    }
    return stratum(o, p[DORMANCY]);
  }

  static int stratum(Observation o, double dormancyP) {
    if (o.history() < NEWCOMER_EVENTS) {
      return 1;
    }
    return dormancyP < DORMANT_P ? 3 : 2;
  }

  /**
   * The rank of a raw p-value in its stratum. Rank alone would make the most extreme of many dull
   * values look odd, so a calibrated p-value never has more than twice the raw one's bits and one.
   */
  private static double calibrated(
      Observation o, JudgeState state, int signal, int stratum, double raw) {
    StreamClass streamClass = StreamClass.of(o.event());
    double bits = bits(raw);
    double whole =
        Calibrator.rank(state.calibration(streamClass, signal, 0), bits, raw, RAW_WEIGHT);
    double here =
        stratum == 0
            ? whole
            : Calibrator.rank(
                state.calibration(streamClass, signal, stratum), bits, whole, STRATUM_SHRINKAGE);
    return Math.max(here, raw * raw / 2);
  }

  /**
   * An action without a word in the vocabulary says little by itself: only who used which
   * credential from where is compared.
   */
  private static double rawP(Observation o, JudgeState state, int signal) {
    Signal s = SIGNALS.get(signal);
    boolean applies = !o.event().action().startsWith("other:") || s.readsAnyAction();
    double[] population = state.population(StreamClass.of(o.event()), signal);
    return applies ? s.pValue(o, population) : Double.NaN;
  }

  /** Teaches every signal's population and calibration with the event. */
  static void learn(Observation o, JudgeState state) {
    StreamClass streamClass = StreamClass.of(o.event());
    int stratum = stratum(o, rawP(o, state, DORMANCY));
    for (int i = 0; i < SIGNALS.size(); i++) {
      double raw = rawP(o, state, i);
      if (!Double.isNaN(raw)) {
        Calibrator.learn(state.calibration(streamClass, i, 0), bits(raw));
        Calibrator.learn(state.calibration(streamClass, i, stratum), bits(raw));
        SIGNALS.get(i).learn(o, state.population(streamClass, i));
      }
    }
  }

  /** Sums the evidence of the groups. */
  private void combine() {
    double[] terms = new double[GROUPS.length];
    double[] weights = new double[GROUPS.length];
    double[] shares = new double[GROUPS.length];
    for (int i = 0; i < p.length; i++) {
      if (!Double.isNaN(p[i])) {
        Signal signal = SIGNALS.get(i);
        int g = signal.group().code();
        terms[g] += signal.attackShare() * Combination.cauchyTerm(p[i]);
        weights[g] += signal.attackShare();
        shares[g] = Math.max(shares[g], signal.attackShare());
      }
    }
    log2Evidence = 0;
    for (int g = 0; g < GROUPS.length; g++) {
      if (weights[g] > 0) {
        double joined = Combination.cauchyP(terms[g] / weights[g]);
        log2Evidence += Combination.log2Evidence(joined, shares[g]);
      }
    }
  }

  /** log2 of the e-value of the whole event against normal. */
  double log2Evidence() {
    return log2Evidence;
  }

  /** log2 of the e-value had one signal been silent. */
  double log2EvidenceWithout(int signal) {
    Weighing other = new Weighing();
    System.arraycopy(p, 0, other.p, 0, p.length);
    other.p[signal] = 1;
    other.combine();
    return other.log2Evidence;
  }

  /** Whether any signal had something to go by. */
  boolean anything() {
    return anything;
  }

  /** Calibrated p-value of a signal, NaN where it had nothing to go by. */
  double p(int signal) {
    return p[signal];
  }

  static double bits(double p) {
    return -StrictMath.log(p) / StrictMath.log(2);
  }
}
