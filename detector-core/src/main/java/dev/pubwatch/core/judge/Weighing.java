package dev.pubwatch.core.judge;

import dev.pubwatch.core.Observation;
import dev.pubwatch.core.signal.Group;
import dev.pubwatch.core.signal.Signal;
import dev.pubwatch.core.signal.Signals;
import dev.pubwatch.core.surprise.Calibrator;
import dev.pubwatch.core.surprise.Combination;
import dev.pubwatch.core.surprise.Log2;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What all signals together say of one event.
 *
 * <p>Each raw p-value is first made honest against the stream's own past of that signal, in the
 * event's stratum (newcomer, active, dormant project): a new publisher is less odd on a project
 * that wakes from years of sleep, and the product over groups is then a chain rule rather than a
 * count of the same oddity twice. A stratum is shrunk to the whole stream.
 *
 * <p>p-values become e-values, those of a group are averaged by their signals' attack shares, and
 * the groups' evidence adds: see {@link Combination}.
 */
final class Weighing {
  private static final List<Signal> SIGNALS = Signals.ALL;
  private static final Group[] GROUPS = Group.values();
  private static final int DORMANCY = 0;

  /** Weight of the whole stream in a stratum, in events. */
  private static final double STRATUM_SHRINKAGE = 200;

  /** Weight of the raw p-value in the stream's calibration, in events. */
  private static final double RAW_WEIGHT = 30;

  private static final double STRUCTURAL_BITS = 6;
  private static final double FIRED_P = 1.0 / 8;
  private static final long NEWCOMER_EVENTS = 5;
  private static final double DORMANT_P = 0.05;

  /** What an event that shows nothing in any group falls short of an e-value of one, in bits. */
  static final double MOST_DULL = mostDull();

  private final double[] raw = new double[SIGNALS.size()];
  private final double[] rawBits = new double[SIGNALS.size()];
  private final double[] p = new double[SIGNALS.size()];
  private final double[] e = new double[SIGNALS.size()];
  private double log2Evidence;
  private boolean anything;

  private static double mostDull() {
    double[] shares = new double[GROUPS.length];
    for (Signal signal : SIGNALS) {
      int g = signal.group().code();
      shares[g] = Math.max(shares[g], signal.attackShare());
    }
    double log2 = 0;
    for (double share : shares) {
      log2 += bits(1 - share);
    }
    return log2;
  }

  /** Reads the event against the state; learns nothing. */
  static Weighing of(Observation o, JudgeState state) {
    Weighing w = new Weighing();
    int stratum = w.readSignals(o, state);
    for (int i = 0; i < w.p.length; i++) {
      if (!Double.isNaN(w.p[i])) {
        w.p[i] = w.calibrated(o, state, i, i == DORMANCY ? 0 : stratum);
        w.e[i] = SIGNALS.get(i).eValue(o, w.p[i]);
      }
    }
    w.combine();
    return w;
  }

  private int readSignals(Observation o, JudgeState state) {
    for (int i = 0; i < p.length; i++) {
      raw[i] = rawP(o, state, i);
      rawBits[i] = bits(raw[i]);
      p[i] = raw[i];
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

  /** The rank of a raw p-value in its stratum, as far as the signal believes in ranks. */
  private double calibrated(Observation o, JudgeState state, int signal, int stratum) {
    StreamClass streamClass = StreamClass.of(o.event());
    double bits = rawBits[signal];
    double whole =
        Calibrator.rank(state.calibration(streamClass, signal, 0), bits, raw[signal], RAW_WEIGHT);
    double here =
        stratum == 0
            ? whole
            : Calibrator.rank(
                state.calibration(streamClass, signal, stratum), bits, whole, STRATUM_SHRINKAGE);
    return SIGNALS.get(signal).calibrated(raw[signal], here);
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

  /** Teaches every signal's population and calibration with the event that was weighed. */
  void learn(Observation o, JudgeState state) {
    StreamClass streamClass = StreamClass.of(o.event());
    int stratum = stratum(o, raw[DORMANCY]);
    for (int i = 0; i < SIGNALS.size(); i++) {
      if (!Double.isNaN(raw[i])) {
        Calibrator.learn(state.calibration(streamClass, i, 0), rawBits[i]);
        Calibrator.learn(state.calibration(streamClass, i, stratum), rawBits[i]);
        SIGNALS.get(i).learn(o, state.population(streamClass, i));
      }
    }
  }

  /** Sums the evidence of the groups. */
  private void combine() {
    double[] sums = new double[GROUPS.length];
    double[] weights = new double[GROUPS.length];
    double[] shares = new double[GROUPS.length];
    for (int i = 0; i < p.length; i++) {
      if (!Double.isNaN(p[i])) {
        Signal signal = SIGNALS.get(i);
        int g = signal.group().code();
        sums[g] += signal.attackShare() * e[i];
        weights[g] += signal.attackShare();
        shares[g] = Math.max(shares[g], signal.attackShare());
      }
    }
    log2Evidence = 0;
    for (int g = 0; g < GROUPS.length; g++) {
      if (weights[g] > 0) {
        log2Evidence += Combination.log2Evidence(sums[g] / weights[g], shares[g]);
      }
    }
  }

  /**
   * log2 of the evidence of the whole event against normal, beside an event that shows nothing: 0
   * and up. Less {@link #MOST_DULL} it is the logarithm of an e-value.
   */
  double log2Evidence() {
    return log2Evidence;
  }

  /** log2 of the e-value had one signal been silent. */
  double log2EvidenceWithout(int signal) {
    Weighing other = new Weighing();
    System.arraycopy(p, 0, other.p, 0, p.length);
    System.arraycopy(e, 0, other.e, 0, e.length);
    other.e[signal] = 0;
    other.combine();
    return other.log2Evidence;
  }

  /** The signal that says most, or -1 where none says anything. */
  int strongest() {
    int strongest = -1;
    double most = 0;
    for (int i = 0; i < p.length; i++) {
      double weight = weight(i);
      strongest = weight > most ? i : strongest;
      most = Math.max(most, weight);
    }
    return strongest;
  }

  /** Names of the signals that say at least three bits, strongest first. */
  List<String> fired() {
    return IntStream.range(0, p.length)
        .filter(i -> !Double.isNaN(p[i]) && p[i] <= FIRED_P)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> p[i]))
        .map(i -> SIGNALS.get(i).name())
        .toList();
  }

  /** What a signal says by itself: its e-value by the share of attacks that show it, 0 and up. */
  double weight(int signal) {
    return Double.isNaN(p[signal]) ? 0 : SIGNALS.get(signal).attackShare() * e[signal];
  }

  /** Whether something structural fired, which no flood elsewhere makes less odd. */
  boolean isStructural() {
    for (int i = 0; i < p.length; i++) {
      if (!Double.isNaN(p[i]) && SIGNALS.get(i).isStructural() && bits(p[i]) >= STRUCTURAL_BITS) {
        return true;
      }
    }
    return false;
  }

  /** Whether any signal had something to go by. */
  boolean anything() {
    return anything;
  }

  /** Calibrated p-value of a signal, NaN where it had nothing to go by. */
  double p(int signal) {
    return p[signal];
  }

  /** −log2 of a p-value. */
  static double bits(double p) {
    return -Log2.of(p);
  }
}
