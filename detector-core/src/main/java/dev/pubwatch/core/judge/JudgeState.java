package dev.pubwatch.core.judge;

import dev.pubwatch.core.signal.Signals;
import dev.pubwatch.core.surprise.Calibrator;

/**
 * What the judge has learned of the whole stream: arrays of fixed length, and the alerts that may
 * still grow.
 */
public final class JudgeState {
  /** The whole stream, newcomers, active projects, dormant ones. */
  static final int STRATA = 4;

  static final int KINDS = 3;

  final double[][] populations = new double[Signals.ALL.size()][];
  final double[][] calibrations = new double[Signals.ALL.size() * STRATA][];
  final double[][] scores = new double[KINDS][Calibrator.stateLength()];
  final Traffic traffic = new Traffic();
  final AlertBook alerts = new AlertBook();

  JudgeState() {
    for (int i = 0; i < populations.length; i++) {
      populations[i] = new double[Signals.ALL.get(i).stateLength()];
    }
    for (int i = 0; i < calibrations.length; i++) {
      calibrations[i] = new double[Calibrator.stateLength()];
    }
  }

  double[] population(int signal) {
    return populations[signal];
  }

  double[] calibration(int signal, int stratum) {
    return calibrations[signal * STRATA + stratum];
  }
}
