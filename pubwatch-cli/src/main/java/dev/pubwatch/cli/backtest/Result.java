package dev.pubwatch.cli.backtest;

import dev.pubwatch.cli.backtest.measure.Alerting;
import dev.pubwatch.cli.backtest.measure.Calibration;
import dev.pubwatch.cli.backtest.measure.Comparison;
import dev.pubwatch.cli.backtest.measure.Judged;
import dev.pubwatch.cli.backtest.measure.Need;
import dev.pubwatch.cli.backtest.measure.Standing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a backtest found out.
 *
 * @param standings the run first, then the other configuration's, then other detectors'
 * @param alerting what the run's own alerts come to
 * @param calibrations of the run, by kind of event
 * @param other the run under another configuration, null when none was asked for
 * @param needs what was asked for, and what was reached
 */
record Result(
    Judged judged,
    List<Standing> standings,
    Alerting alerting,
    List<Calibration> calibrations,
    @Nullable Other other,
    List<Outcome> needs) {
  /** Shares of normal events at which recall is told. */
  static final List<Double> SHARES = List.of(0.0005, 0.001, 0.005, 0.01, 0.05);

  /** The run under another configuration. */
  record Other(String name, Alerting alerting, Comparison comparison) {}

  /** A need and the value that was reached. */
  record Outcome(Need need, double value) {
    boolean holds() {
      return need.holds(value);
    }
  }

  /** The run itself. */
  Standing own() {
    return standings.get(0);
  }
}
