package dev.pubwatch.core.signal;

import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Turn;
import dev.pubwatch.core.surprise.TurnRate;

/** A yes/no of an entity that turned. */
abstract class SwitchSignal extends Signal {
  private final Switch which;
  private final String turned;
  private final String usual;

  SwitchSignal(
      String name, Group group, double attackShare, Switch which, String turned, String usual) {
    super(name, group, attackShare);
    this.which = which;
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
    return turn == null ? Double.NaN : TurnRate.midP(state, turn);
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
