package dev.pubwatch.core.judge;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Codec;
import dev.pubwatch.core.DetectorConfig;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Judge;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Score;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Verdict;
import dev.pubwatch.core.correlate.Judged;
import dev.pubwatch.core.policy.PolicyWatch;
import dev.pubwatch.core.surprise.Calibrator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * Scores each event, then learns from it.
 *
 * <p>score_bits is −log2 of the share of the stream's past events of that kind with as much
 * evidence against normal; before there is a past, Markov's bound P(E ≥ e) ≤ 1/e stands in. Where
 * the event repeats what alerted lately, its evidence is raised first: see {@link IncidentMemory}.
 * An event alerts when so many such events a day are within the {@link Budget} and it has the
 * operator's least bits; what alerted waits in {@link Pending} before it is learned. How odd the
 * stream's events are is counted at once, an alert as one, or scores would claim a rarity that they
 * do not have wherever much alerts; but never what is structural, so that a flood of it raises no
 * bar.
 */
public final class StreamJudge implements Judge<JudgeState> {
  /** Weight of Markov's bound in the calibration, in events. */
  private static final double PRIOR_WEIGHT = 10;

  /**
   * However rare, an event alerts only when it is thirty-two times likelier from an intruder than
   * one that shows nothing: a dull stream makes rarities of trifles.
   */
  private static final double LEAST_EVIDENCE = 5;

  private static final double MAX_BITS = 60;

  private final DetectorConfig config;
  private final PolicyWatch policies;

  public StreamJudge(DetectorConfig config) {
    this.config = config;
    this.policies = new PolicyWatch(config.policies());
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
    state.pending.release(e.timeMillis(), held -> learnHeld(state, held));
    Weighing weighing = Weighing.of(o, state);
    boolean exposed = o.turn(Switch.USED_AFTER_EXPOSURE) != null;
    if (!weighing.anything()) {
      correlate(state, new Judged(o, 0, "", List.of()), alerts);
      return score(e, 0);
    }
    IncidentMemory.Incident incident = state.incidents.find(o, weighing);
    double raised = raised(incident, o);
    double p = pValue(state, o, weighing.log2Evidence() + raised);
    state.traffic.pass(e.timeMillis());
    state.traffic.count();
    boolean odd = isOdd(state, o, weighing, weighing.log2Evidence() + raised);
    AlertBook.Entry entry = null;
    if (exposed || odd) {
      Finding finding = new Finding(o, weighing, p, p * state.traffic.perDay(), incident);
      DoublePredicate wouldAlert = evidence -> isOdd(state, o, weighing, evidence + raised);
      entry = alert(state, finding, wouldAlert, alerts);
      double own = Weighing.bits(pValue(state, o, weighing.log2Evidence()));
      state.incidents.remember(o, weighing, entry == null ? "" : entry.alertId, own);
    }
    String alertId = entry == null ? "" : entry.alertId;
    if (entry == null) {
      state.incidents.count(o);
    }
    if (odd) {
      boolean first = entry == null || entry.revision == 1;
      boolean counted = first && !weighing.isStructural();
      if (counted) {
        Calibrator.learn(state.scores(StreamClass.of(e)), weighing.log2Evidence() + raised);
      }
      state.pending.add(new Pending.Held(o, alertId, raised, counted));
    } else {
      learn(state, o, weighing, raised);
    }
    double bits = Math.max(0, Math.min(MAX_BITS, Weighing.bits(p)));
    List<String> fired = alertId.isEmpty() ? List.of() : weighing.fired();
    correlate(state, new Judged(o, bits, alertId, fired), alerts);
    return score(e, bits);
  }

  /** What came before the warm-up's end is remembered and not told. */
  private void correlate(JudgeState state, Judged judged, Consumer<Alert> alerts) {
    Observation o = judged.observation();
    boolean past = o.event().timeMillis() < config.warmUpUntilMillis();
    Consumer<Alert> told = past ? alert -> {} : alert -> alerts.accept(BlastRadius.fill(alert, o));
    state.correlators.observe(judged, told);
    policies.observe(state.policies, judged, told);
  }

  /** Tells of the finding, unless all of this is history; returns the alert, null then. */
  private AlertBook.@Nullable Entry alert(
      JudgeState state, Finding finding, DoublePredicate wouldAlert, Consumer<Alert> alerts) {
    Event e = finding.observation().event();
    if (e.timeMillis() < config.warmUpUntilMillis()) {
      if (finding.incident() == null) {
        state.budget.rehearse(e.timeMillis());
      }
      return null;
    }
    AlertBook.Entry entry = AlertWriter.join(state, finding);
    if (entry.revision == 1) {
      state.budget.spend(owner(e), e.timeMillis());
    }
    alerts.accept(AlertWriter.write(entry, finding, wouldAlert));
    return entry;
  }

  private static Score score(Event e, double bits) {
    return Score.of(e, Math.max(0, bits));
  }

  private static void learnHeld(JudgeState state, Pending.Held held) {
    Weighing weighing = Weighing.of(held.observation(), state);
    if (held.counted()) {
      weighing.learn(held.observation(), state);
    } else {
      learn(state, held.observation(), weighing, held.raisedBits());
    }
  }

  private static double raised(IncidentMemory.@Nullable Incident incident, Observation o) {
    return incident == null ? 0 : incident.bitsAt(o.event().timeMillis());
  }

  /** Takes an event into what is normal for the stream. */
  private static void learn(JudgeState state, Observation o, Weighing weighing, double raisedBits) {
    double[] scores = state.scores(StreamClass.of(o.event()));
    Calibrator.learn(scores, weighing.log2Evidence() + raisedBits);
    weighing.learn(o, state);
  }

  /**
   * An alert that was judged grows no more: what is odd after it is an alert of its own. What was
   * benign is learned at once and raises no prior any more; what was confirmed is not learned, and
   * its incident stays in memory. A verdict taken back changes only what is still to be decided.
   */
  @Override
  public void heed(JudgeState state, Verdict verdict) {
    if (verdict.kind() == Verdict.Kind.WITHDRAWN) {
      return;
    }
    state.alerts.close(verdict.alertId());
    state.correlators.heed(verdict);
    policies.heed(state.policies, verdict);
    if (verdict.kind() == Verdict.Kind.BENIGN) {
      state.incidents.forget(verdict.alertId());
      state.pending.take(verdict.alertId(), held -> learnHeld(state, held));
    } else {
      state.pending.take(verdict.alertId(), held -> {});
    }
  }

  private static double pValue(JudgeState state, Observation o, double log2Evidence) {
    double markov = Math.min(1, StrictMath.pow(2, Weighing.MOST_DULL - log2Evidence));
    double[] past = state.scores(StreamClass.of(o.event()));
    return Calibrator.p(past, log2Evidence, markov, PRIOR_WEIGHT);
  }

  private boolean isOdd(JudgeState state, Observation o, Weighing weighing, double log2Evidence) {
    Event e = o.event();
    double p = pValue(state, o, log2Evidence);
    double extra = state.budget.extraBits(owner(e), config.alertsPerDay(), e.timeMillis());
    double level = weighing.isStructural() ? 1 : StrictMath.pow(2, -extra);
    return log2Evidence >= LEAST_EVIDENCE
        && Weighing.bits(p) >= config.minScoreBits()
        && p * state.traffic.perDay() <= config.alertsPerDay() * level;
  }

  /** Who pays for an alert: the owner, else the project, else the account. */
  private static String owner(Event e) {
    if (e.owner() != null) {
      return "owner|" + e.owner();
    }
    if (e.project() != null) {
      return "project|" + e.project();
    }
    return e.actorId() == null ? "" : "account|" + e.source() + "|" + e.actorId();
  }

  @Override
  public Codec<JudgeState> codec() {
    return new JudgeCodec();
  }
}
