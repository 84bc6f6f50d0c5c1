package dev.pubwatch.core.signal;

import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Turn;
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
    double p = TurnRate.midP(state, turn);
    Turn other = habit == null ? null : o.turn(habit);
    return other == null ? p : Math.max(p, TurnRate.midP(state, other));
  }

  @Override
  public void learn(Observation o, double[] state) {
    Turn turn = o.turn(which);
    if (turn != null) {
      TurnRate.learn(state, turn);
    }
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
