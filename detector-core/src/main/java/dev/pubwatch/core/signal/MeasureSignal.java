package dev.pubwatch.core.signal;

import dev.pubwatch.core.Measure;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Reading;
import dev.pubwatch.core.surprise.TailPredictive;
import java.util.function.DoubleFunction;

/** A quantity that is unusually large for an entity. */
abstract class MeasureSignal extends Signal {
  private final Measure measure;
  private final DoubleFunction<String> words;

  MeasureSignal(
      String name, Group group, double attackShare, Measure measure, DoubleFunction<String> words) {
    super(name, group, attackShare);
    this.measure = measure;
    this.words = words;
  }

  @Override
  public int stateLength() {
    return TailPredictive.stateLength();
  }

  @Override
  public double pValue(Observation o, double[] state) {
    Reading reading = o.reading(measure);
    return reading == null ? Double.NaN : TailPredictive.midP(state, reading);
  }

  @Override
  public void learn(Observation o, double[] state) {
    Reading reading = o.reading(measure);
    if (reading != null) {
      TailPredictive.learn(state, reading);
    }
  }

  @Override
  public String observed(Observation o) {
    Reading reading = o.reading(measure);
    return reading == null ? "" : words.apply(reading.value());
  }

  @Override
  public String expected(Observation o) {
    Reading reading = o.reading(measure);
    if (reading == null || Double.isNaN(reading.usual())) {
      return "no past yet";
    }
    return "at most " + words.apply(reading.usual()) + " in 95 % of its past";
  }

  @Override
  public long history(Observation o) {
    Reading reading = o.reading(measure);
    return reading == null ? 0 : Math.round(reading.n());
  }
}
