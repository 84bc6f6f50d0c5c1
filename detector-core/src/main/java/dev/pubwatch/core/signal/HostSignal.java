package dev.pubwatch.core.signal;

import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Turn;
import dev.pubwatch.core.surprise.Adoption;
import dev.pubwatch.core.surprise.TurnRate;

/**
 * A workflow that names hosts new to its repository: odd in itself, odder where hardly any other
 * repository of the stream ever named them either. Hosts are opaque strings.
 */
abstract class HostSignal extends SwitchSignal {
  HostSignal(String name, double attackShare, Switch which, String turned, String usual) {
    super(name, Group.SECRETS, attackShare, which, turned, usual);
  }

  @Override
  public final int stateLength() {
    return TurnRate.stateLength() + Adoption.stateLength();
  }

  @Override
  public final double pValue(Observation o, double[] state) {
    double p = super.pValue(o, state);
    Turn turn = turn(o);
    if (turn == null || !turn.turned()) {
      return p;
    }
    double rarest = 1;
    for (String host : turn.values()) {
      rarest = Math.min(rarest, Adoption.midP(state, TurnRate.stateLength(), host));
    }
    return Math.min(1, 2 * p * rarest);
  }

  @Override
  public final void learn(Observation o, double[] state) {
    super.learn(o, state);
    Turn turn = turn(o);
    if (turn != null && turn.fresh()) {
      for (String host : turn.values()) {
        Adoption.learn(state, TurnRate.stateLength(), host);
      }
    }
  }
}
