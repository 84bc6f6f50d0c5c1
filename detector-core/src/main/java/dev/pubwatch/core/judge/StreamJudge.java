package dev.pubwatch.core.judge;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Codec;
import dev.pubwatch.core.DetectorConfig;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Judge;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Score;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.surprise.Calibrator;
import java.util.function.Consumer;
import java.util.function.DoublePredicate;

/**
 * Scores each event, then learns from it.
 *
 * <p>score_bits is −log2 of the share of the stream's past events of that kind with as much
 * evidence against normal; before there is a past, Markov's bound P(E ≥ e) ≤ 1/e stands in. An
 * event alerts when so many such events a day are within the budget and it has the operator's least
 * bits.
 */
public final class StreamJudge implements Judge<JudgeState> {
  /** Weight of Markov's bound in the calibration, in events. */
  private static final double PRIOR_WEIGHT = 50;

  private static final double MAX_BITS = 60;

  private final DetectorConfig config;

  public StreamJudge(DetectorConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "judge";
  }

  @Override
  public JudgeState fresh() {
    return new JudgeState();
  }

  @Override
  public Score judge(JudgeState state, Observation o, Consumer<Alert> alerts) {
    Event e = o.event();
    Weighing weighing = Weighing.of(o, state);
    boolean exposed = o.turn(Switch.USED_AFTER_EXPOSURE) != null;
    double p = weighing.anything() ? pValue(state, o, weighing.log2Evidence()) : 1;
    double bits = Math.min(MAX_BITS, Weighing.bits(p));
    if (weighing.anything()) {
      state.traffic.add(e.timeMillis());
      boolean live = e.timeMillis() >= config.warmUpUntilMillis();
      if (live && (exposed || isOdd(state, p))) {
        DoublePredicate wouldAlert = evidence -> isOdd(state, pValue(state, o, evidence));
        double perDay = p * state.traffic.perDay();
        alerts.accept(AlertWriter.write(state, o, weighing, p, perDay, wouldAlert));
      }
      Calibrator.learn(state.scores(StreamClass.of(e)), weighing.log2Evidence());
      Weighing.learn(o, state);
    }
    return Score.of(e, Math.max(0, bits));
  }

  private static double pValue(JudgeState state, Observation o, double log2Evidence) {
    double markov = Math.min(1, StrictMath.pow(2, -log2Evidence));
    double[] past = state.scores(StreamClass.of(o.event()));
    return Calibrator.p(past, log2Evidence, markov, PRIOR_WEIGHT);
  }

  private boolean isOdd(JudgeState state, double p) {
    return Weighing.bits(p) >= config.minScoreBits()
        && p * state.traffic.perDay() <= config.alertsPerDay();
  }

  @Override
  public Codec<JudgeState> codec() {
    return new JudgeCodec();
  }
}
