package dev.pubwatch.core.signal;

import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Turn;
import dev.pubwatch.core.surprise.Combination;
import dev.pubwatch.core.surprise.TurnRate;
import org.jspecify.annotations.Nullable;

/** A yes/no of an entity that turned. */
abstract class SwitchSignal extends Signal {
  private final Switch which;
  private final @Nullable Switch habit;
  private final String turned;
  private final String usual;

  SwitchSignal(
      String name, Group group, double attackShare, Switch which, String turned, String usual) {
    this(name, group, attackShare, which, null, turned, usual);
  }

  /**
   * @param habit the same for another entity of the event: what is a habit of either is not odd;
   *     null for none
   * @param turned what happened, for a person
   * @param usual what is usual, for a person
   */
  SwitchSignal(
      String name,
      Group group,
      double attackShare,
      Switch which,
      @Nullable Switch habit,
      String turned,
      String usual) {
    super(name, group, attackShare);
    this.which = which;
    this.habit = habit;
    this.turned = turned;
    this.usual = usual;
  }

  @Override
  public int stateLength() {
    return TurnRate.stateLength();
  }

  @Override
  public double pValue(Observation o, double[] state) {
    Turn turn = o.turn(which);
    if (turn == null) {
      return Double.NaN;
    }
    double p = TurnRate.midP(state, turn, prior());
    Turn other = habit == null ? null : o.turn(habit);
    return other == null ? p : Math.max(p, TurnRate.midP(state, other, prior()));
  }

  @Override
  public void learn(Observation o, double[] state) {
    Turn turn = o.turn(which);
    if (turn != null) {
      TurnRate.learn(state, turn, prior());
    }
  }

  /** What is believed of it before the stream has a past. */
  TurnRate.Prior prior() {
    return TurnRate.Prior.ORDINARY;
  }

  final @Nullable Turn turn(Observation o) {
    return o.turn(which);
  }

  @Override
  public final double eValue(Observation o, double p) {
    return Combination.ofTurn(p);
  }

  /**
   * The predictive is learned from the stream as it is; the rank may only take from it. What is
   * structural stands on its own: a flood of it elsewhere does not make it normal here.
   */
  @Override
  public final double calibrated(double raw, double rank) {
    return isStructural() ? raw : Math.max(raw, rank);
  }

  @Override
  public final boolean isStructural() {
    return prior() == TurnRate.Prior.STRUCTURAL;
  }

  @Override
  public final boolean isFresh(Observation o) {
    Turn turn = o.turn(which);
    return turn != null && turn.fresh();
  }

  @Override
  public String observed(Observation o) {
    Turn turn = o.turn(which);
    return turn == null || turn.what() == null ? turned : turned + ": " + turn.what();
  }

  @Override
  public String expected(Observation o) {
    return usual;
  }

  @Override
  public long history(Observation o) {
    Turn turn = o.turn(which);
    return turn == null ? 0 : Math.round(turn.history());
  }
}
