package dev.pubwatch.core.judge;

import dev.pubwatch.core.policy.PolicyBook;
import dev.pubwatch.core.signal.Signals;
import dev.pubwatch.core.surprise.Calibrator;
import dev.pubwatch.core.surprise.EventRate;

/**
 * What the judge has learned of the whole stream: arrays of fixed length, and the alerts that may
 * still grow.
 */
public final class JudgeState {
  /** The whole stream, newcomers, active projects, dormant ones. */
  static final int STRATA = 4;

  /** Two weeks: the budget must follow a stream that grows. */
  private static final double TRAFFIC_MEMORY_DAYS = 14;

  private static final int SIGNALS = Signals.ALL.size();

  final double[][] populations = new double[StreamClass.COUNT * SIGNALS][];
  final double[][] calibrations = new double[StreamClass.COUNT * SIGNALS * STRATA][];
  final double[][] scores = new double[StreamClass.COUNT][Calibrator.stateLength()];
  final EventRate traffic = new EventRate(TRAFFIC_MEMORY_DAYS);
  final AlertBook alerts = new AlertBook();
  final IncidentMemory incidents = new IncidentMemory();
  final Pending pending = new Pending();
  final Budget budget = new Budget();
  final CorrelatorStates correlators = new CorrelatorStates();
  final PolicyBook policies = new PolicyBook();

  JudgeState() {
    for (int i = 0; i < populations.length; i++) {
      populations[i] = new double[Signals.ALL.get(i / StreamClass.COUNT).stateLength()];
    }
    for (int i = 0; i < calibrations.length; i++) {
      calibrations[i] = new double[Calibrator.stateLength()];
    }
  }

  double[] population(StreamClass streamClass, int signal) {
    return populations[signal * StreamClass.COUNT + streamClass.code()];
  }

  double[] calibration(StreamClass streamClass, int signal, int stratum) {
    return calibrations[(signal * StreamClass.COUNT + streamClass.code()) * STRATA + stratum];
  }

  double[] scores(StreamClass streamClass) {
    return scores[streamClass.code()];
  }
}
