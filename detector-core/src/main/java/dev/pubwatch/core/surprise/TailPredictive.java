package dev.pubwatch.core.surprise;

import dev.pubwatch.core.Reading;

/**
 * The Dirichlet-process predictive of a quantity: P(X ≥ x) = (tail + c·P₀(X ≥ x)) / (n + c), where
 * tail of the entity's n past values were at or above x, and P₀ is the whole stream's distribution,
 * kept as suffix counts over equal bins. Within a bin counts are spread evenly, which makes the
 * result a mid-p value up to the bin's width.
 *
 * <p>Chosen over the gamma–Poisson (Lomax) gap: releases come in sessions and trains, so that gaps
 * are far from exponential given a rate; see RATIONALE.md.
 */
public final class TailPredictive {
  private static final int BINS = 96;
  private static final double LOW = -8;
  private static final double WIDTH = 0.25;

  /** The stream's past weighs like this many of the entity's own events. */
  private static final double CONCENTRATION = 4;

  /** A stream without a past is taken for exponential in the quantity, halving per unit. */
  private static final double PRIOR_EVENTS = 20;

  /** The next value may be above all past ones: the stream never claims more than it has seen. */
  private static final double HALF_AN_EVENT = 0.5;

  private static final double DECAY_AT = 100_000;

  private TailPredictive() {}

  /** Length of the state that {@link #learn} keeps. */
  public static int stateLength() {
    return BINS + 1;
  }

  public static void learn(double[] suffix, Reading reading) {
    int bin = bin(reading.value());
    for (int i = 0; i <= bin; i++) {
      suffix[i]++;
    }
    if (suffix[0] > DECAY_AT) {
      for (int i = 0; i <= BINS; i++) {
        suffix[i] /= 2;
      }
    }
  }

  /** Mid-p value in (0, 1]. */
  public static double midP(double[] suffix, Reading reading) {
    double base = streamTail(suffix, reading.value());
    return (reading.tail() + CONCENTRATION * base) / (reading.n() + CONCENTRATION);
  }

  private static double streamTail(double[] suffix, double value) {
    int bin = bin(value);
    double inside = Math.min(1, Math.max(0, (value - LOW) / WIDTH - bin));
    double tail = suffix[bin + 1] + (suffix[bin] - suffix[bin + 1]) * (1 - inside);
    double prior = StrictMath.pow(2, -Math.max(0, value));
    return (tail + HALF_AN_EVENT + PRIOR_EVENTS * prior) / (suffix[0] + 1 + PRIOR_EVENTS);
  }

  private static int bin(double value) {
    return (int) Math.max(0, Math.min(BINS - 1, Math.floor((value - LOW) / WIDTH)));
  }
}
