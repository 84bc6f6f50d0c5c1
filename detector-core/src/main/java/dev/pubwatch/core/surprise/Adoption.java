package dev.pubwatch.core.surprise;

import dev.pubwatch.core.baseline.Hashes;

/**
 * The base measure of a categorical value: which values entities of the stream take up when they
 * take up a new one. Seen by one repository for the first time, {@code github.com} is what many
 * took up before; a host that nobody ever named is not.
 *
 * <p>Pitman–Yor over adoptions, each entity's first use of a value counting once. Values are kept
 * as hashes in a fixed number of bins; two values that share a bin make each other look commoner,
 * never rarer.
 */
public final class Adoption {
  private static final int BINS = 1024;
  private static final double THETA = 1;
  private static final double SIGMA = 0.5;
  private static final double DECAY_AT = 100_000;

  private static final int ADOPTIONS = 0;
  private static final int VALUES = 1;
  private static final int COUNTS = 2;

  private Adoption() {}

  /** Length of the state that {@link #learn} keeps. */
  public static int stateLength() {
    return COUNTS + BINS;
  }

  /**
   * Takes one adoption into the measure.
   *
   * @param at where in the state the measure begins
   */
  public static void learn(double[] state, int at, String value) {
    int bin = at + COUNTS + bin(value);
    state[at + VALUES] += state[bin] == 0 ? 1 : 0;
    state[bin]++;
    state[at + ADOPTIONS]++;
    if (state[at + ADOPTIONS] > DECAY_AT) {
      for (int i = 0; i < BINS; i++) {
        state[at + COUNTS + i] /= 2;
      }
      state[at + ADOPTIONS] /= 2;
    }
  }

  /** Mid-p value in (0, 1]: how likely an adoption is of a value as rare or rarer. */
  public static double midP(double[] state, int at, String value) {
    double n = state[at + ADOPTIONS];
    double pNew = Math.min(1, (THETA + SIGMA * state[at + VALUES]) / (THETA + n));
    double count = state[at + COUNTS + bin(value)];
    if (count == 0) {
      return pNew / 2;
    }
    double rarer = 0;
    for (int i = 0; i < BINS; i++) {
      double other = state[at + COUNTS + i];
      rarer += other < count ? other : 0;
    }
    return Math.min(1, pNew + (1 - pNew) * (rarer + count / 2) / n);
  }

  private static int bin(String value) {
    return (int) Long.remainderUnsigned(Hashes.of(value), BINS);
  }
}
