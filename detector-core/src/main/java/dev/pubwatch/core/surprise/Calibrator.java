package dev.pubwatch.core.surprise;

/**
 * Makes a score honest: the share of past events of the stream that scored as high, with an
 * exponential fit beyond what the past has shown.
 *
 * <p>State: suffix counts over equal bins of the score. Rank calibration is the conformal p-value
 * (Vovk et al.); the tail beyond the highest past scores is a peaks-over-threshold fit as in SPOT
 * (Siffer et al., KDD 2017) with shape 0, scores being logarithms.
 */
public final class Calibrator {
  private static final int BINS = 512;
  private static final double LOW = -8;
  private static final double WIDTH = 0.125;
  private static final double DECAY_AT = 32_000;

  /** The rank alone is trusted where at least this many past scores were as high. */
  private static final double ENOUGH = 10;

  /** The fit rests on about this many of the highest scores. */
  private static final double FIT_ON = 50;

  private Calibrator() {}

  /** Length of the state that {@link #learn} keeps. */
  public static int stateLength() {
    return BINS + 1;
  }

  public static void learn(double[] suffix, double score) {
    int bin = bin(score);
    for (int i = 0; i <= bin; i++) {
      suffix[i]++;
    }
    if (suffix[0] > DECAY_AT) {
      for (int i = 0; i <= BINS; i++) {
        suffix[i] /= 2;
      }
    }
  }

  /**
   * The calibrated p-value of a score, in (0, 1].
   *
   * @param prior p-value to believe before the stream has a past
   * @param weight how many past scores that belief weighs like
   */
  public static double p(double[] suffix, double score, double prior, double weight) {
    double tail = tail(suffix, score);
    double rank = tail >= ENOUGH ? tail : Math.min(Math.max(tail, 1e-12), fit(suffix, score));
    double p = (rank + weight * prior) / (suffix[0] + weight);
    return Math.max(Double.MIN_NORMAL, Math.min(1, p));
  }

  /**
   * The rank alone, in (0, 1]: for scores that come in lumps, where a fitted tail would be a guess.
   * Half a past event stands for a score above all past ones, unless the prior is smaller still.
   */
  public static double rank(double[] suffix, double score, double prior, double weight) {
    double resolution = Math.min(prior, 0.5 / (suffix[0] + 1));
    double p = (tail(suffix, score) + weight * prior) / (suffix[0] + weight);
    return Math.max(resolution, Math.min(1, p));
  }

  private static double tail(double[] suffix, double score) {
    int bin = bin(score);
    double inside = Math.min(1, Math.max(0, (score - LOW) / WIDTH - bin));
    return suffix[bin + 1] + (suffix[bin] - suffix[bin + 1]) * (1 - inside);
  }

  /** Expected count above a score, from the mean excess over the highest scores' threshold. */
  private static double fit(double[] suffix, double score) {
    if (suffix[0] < 2 * FIT_ON) {
      return Double.POSITIVE_INFINITY;
    }
    int threshold = BINS;
    while (threshold > 0 && suffix[threshold] < FIT_ON) {
      threshold--;
    }
    double excess = 0;
    for (int i = threshold + 1; i <= BINS; i++) {
      excess += suffix[i] * WIDTH;
    }
    double mean = Math.max(WIDTH, excess / suffix[threshold] + WIDTH / 2);
    double above = score - (LOW + threshold * WIDTH);
    return suffix[threshold] * StrictMath.exp(-above / mean);
  }

  private static int bin(double score) {
    return (int) Math.max(0, Math.min(BINS - 1, Math.floor((score - LOW) / WIDTH)));
  }
}
