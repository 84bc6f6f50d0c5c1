package dev.pubwatch.benchmarks.peers;

import dev.pubwatch.benchmarks.Engine;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.signal.Group;
import dev.pubwatch.core.signal.Signal;
import dev.pubwatch.core.signal.Signals;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the detector's own features of an event: it passes the stages as in the detector, and each
 * signal's raw mid-p value, learned from the stream in order, becomes bits. What comes after that
 * in the detector (calibration, combination) is the method and is left out, so that the comparison
 * is about the method. The detector's own score comes from the same pass.
 */
final class Features {
  /** Raw p-values know no floor; more bits than this say nothing more. */
  static final double MAX_BITS = 40;

  private static final List<Signal> SIGNALS = Signals.ALL;
  private static final double LN2 = StrictMath.log(2);

  private final Engine engine = new Engine();
  private final Map<Sample.Stream, double[][]> populations = new EnumMap<>(Sample.Stream.class);

  /** What one event becomes, and how the detector scores it. */
  record Made(Sample sample, double detectorBits) {}

  Made next(Event event) {
    Observation o = engine.observe(event);
    Sample.Stream stream = Sample.Stream.of(event);
    float[] signals = bits(o, populations.computeIfAbsent(stream, s -> fresh()));
    return new Made(
        new Sample(event, stream, signals, groups(signals)), engine.judge(o).scoreBits());
  }

  private static double[][] fresh() {
    return SIGNALS.stream().map(s -> new double[s.stateLength()]).toArray(double[][]::new);
  }

  private static float[] bits(Observation o, double[][] population) {
    float[] bits = new float[SIGNALS.size()];
    boolean other = o.event().action().startsWith("other:");
    for (int i = 0; i < bits.length; i++) {
      Signal signal = SIGNALS.get(i);
      double p =
          other && !signal.group().isAboutAccess() ? Double.NaN : signal.pValue(o, population[i]);
      if (!Double.isNaN(p)) {
        bits[i] = (float) Math.min(MAX_BITS, Math.max(0, -StrictMath.log(p) / LN2));
        signal.learn(o, population[i]);
      }
    }
    return bits;
  }

  private static float[] groups(float[] signals) {
    float[] groups = new float[Group.values().length];
    for (int i = 0; i < signals.length; i++) {
      int group = SIGNALS.get(i).group().code();
      groups[group] = Math.max(groups[group], signals[i]);
    }
    return groups;
  }
}
