package dev.pubwatch.core.correlate;

import dev.pubwatch.core.surprise.Combination;
import dev.pubwatch.core.surprise.Log2;
import java.util.ArrayList;
import java.util.List;

/**
 * What a completed chain says against normal, as an e-value: a number whose mean over chains of
 * ordinary life is at most 1.
 *
 * <ul>
 *   <li>That an event finds a chain to complete at all has the chance with which the stream's did:
 *       the likelihood ratio against an intruder of whom half go this way. It belongs to the first
 *       step.
 *   <li>A step's p-value becomes an e-value by the calibrator (1 − p + p ln p) / (p ln² p) [1]; the
 *       first step's is that among the events which begin a chain.
 *   <li>An earlier step's e-value is raised to a power that halves with the kind's half-life: by
 *       Jensen's inequality E[e^λ] ≤ (E e)^λ ≤ 1 for λ in [0, 1], so that risk decays smoothly and
 *       stays honest.
 *   <li>Steps that one cause explains in ordinary life (a person who travels is odd twice) are
 *       averaged, which is an e-value under any dependence; steps that nothing but the chain binds
 *       are multiplied, which is one if they are independent under normal [1].
 *   <li>How soon the end came, and that a step came between, are compared with the kind's own past;
 *       steps that are ordinary by themselves ({@link Joins#isOrdinary}) count by that alone.
 *   <li>The end could have matched several chains: the best of n is divided by n, since best / n is
 *       at most the mean.
 * </ul>
 *
 * <p>[1] Vovk, Wang: E-values: calibration, combination and applications, Ann. Statist. 49(3),
 * 2021.
 *
 * @param log2 of the whole
 * @param soonBits how soon it was completed
 * @param between whether a step came between
 * @param stepBits of each step, in their order, the last one being the end
 */
record ChainEvidence(double log2, double soonBits, boolean between, List<Double> stepBits) {
  /** Half of the intruders take the step between. */
  private static final double BETWEEN_SHARE = 0.5;

  /** What a single step is believed at most: one in a million. */
  private static final double MOST_STEP_BITS = 20;

  static ChainEvidence of(
      Chain chain, Step end, ChainKind kind, ChainRates rates, int candidates, double chance) {
    List<Double> bits = new ArrayList<>();
    for (int i = 0; i < chain.steps.size(); i++) {
      Step step = chain.steps.get(i);
      double full = i == 0 ? firstBits(step) + ofRate(chance) : stepBits(step);
      bits.add(full * kind.left(end.timeMillis() - step.timeMillis()));
    }
    bits.add(stepBits(end));
    double soonBits = ChainRates.soonBits(end.timeMillis() - chain.beganMillis(), kind);
    boolean between =
        end.isCredentialMadeSince(chain.beganMillis())
            || chain.steps.stream().skip(1).anyMatch(ChainEvidence::isBetween);
    double log2 = combined(chain.steps, end, bits) - Log2.of(candidates);
    log2 += Log2.of(calibrated(rates.pOfSoon(soonBits, kind)));
    if (kind == ChainKind.SIGN_IN_TO_PUBLISH || kind == ChainKind.CI_TO_PUBLISH) {
      log2 += Log2.of(1 - BETWEEN_SHARE + (between ? BETWEEN_SHARE / rates.pOfBetween() : 0));
    }
    return new ChainEvidence(log2, soonBits, between, bits);
  }

  private static boolean isBetween(Step step) {
    return !step.name().equals(Joins.PUBLISHED);
  }

  /** log2 of the e-value of the step that begins, among those that do. */
  private static double firstBits(Step step) {
    if (!step.name().equals(Joins.CI_ODD)) {
      return Joins.isOrdinary(step) ? 0 : stepBits(step);
    }
    double beyond = Math.max(0, step.bits() - Joins.ODD_BITS);
    return Log2.of(calibrated(StrictMath.pow(2, -Math.min(MOST_STEP_BITS, beyond))));
  }

  /** log2 of a step's e-value. */
  static double stepBits(Step step) {
    double p = StrictMath.pow(2, -Math.min(MOST_STEP_BITS, Math.max(0, step.bits())));
    return Log2.of(calibrated(p));
  }

  /** The e-value of a p-value, the mean of κ p^(κ−1) over κ in (0, 1). */
  static double calibrated(double p) {
    if (p > 0.999) {
      return 0.5;
    }
    double ln = StrictMath.log(p);
    return (1 - p + p * ln) / (p * ln * ln);
  }

  /** Groups of related steps are averaged; groups multiply. */
  private static double combined(List<Step> steps, Step end, List<Double> bits) {
    List<Step> all = new ArrayList<>(steps);
    all.add(end);
    int[] group = new int[all.size()];
    for (int i = 0; i < all.size(); i++) {
      group[i] = i > 0 && Joins.isOrdinary(all.get(i)) ? -1 - i : i;
      for (int k = 0; k < i; k++) {
        if (group[i] >= 0 && group[k] >= 0 && all.get(i).isRelatedTo(all.get(k))) {
          merge(group, i, k);
        }
      }
    }
    double log2 = 0;
    for (int g = 0; g < group.length; g++) {
      log2 += meanOfGroup(group, g, bits);
    }
    return log2;
  }

  private static void merge(int[] group, int one, int two) {
    int from = Math.max(group[one], group[two]);
    int to = Math.min(group[one], group[two]);
    for (int i = 0; i <= Math.max(one, two); i++) {
      group[i] = group[i] == from ? to : group[i];
    }
  }

  /** log2 of the mean of a group's e-values; 0 where it has none. */
  private static double meanOfGroup(int[] group, int which, List<Double> bits) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < group.length; i++) {
      if (group[i] == which) {
        sum += StrictMath.pow(2, bits.get(i));
        count++;
      }
    }
    return count == 0 ? 0 : Log2.of(sum / count);
  }

  /** The chance of a yes that happened, as evidence; what always happens says nothing. */
  static double ofRate(double chance) {
    return Combination.log2Evidence(1 / chance, BETWEEN_SHARE) - 1;
  }
}
