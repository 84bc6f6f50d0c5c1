package dev.pubwatch.cli.simulate.world;

import java.util.Locale;

/**
 * Random numbers that follow from what they are about, not from when they are asked for: the same
 * on every machine and in any order. Mixes with SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
 */
final class Dice {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  private Dice(long state) {
    this.state = state;
  }

  /** Numbers about one thing; {@code salt} tells apart what is asked about it. */
  static Dice of(long seed, long about, long salt) {
    return new Dice(mix(mix(seed + GOLDEN * about) ^ (salt * 0xD1B54A32D192ED03L)));
  }

  static Dice of(long seed, String about, long salt) {
    return of(seed, hash(about), salt);
  }

  /** A hash of text that is spread over all 64 bits. */
  static long hash(String text) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return mix(hash);
  }

  static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }

  long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** In [0, 1). */
  double share() {
    return (next() >>> 11) * 0x1p-53;
  }

  boolean chance(double share) {
    return share() < share;
  }

  /** 0 to bound − 1. */
  int below(int bound) {
    return (int) Math.floorMod(next() >>> 1, (long) bound);
  }

  double exponential(double mean) {
    return -StrictMath.log(1 - share()) * mean;
  }

  /** Standard normal, by Box and Muller. */
  double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - share()));
    return radius * StrictMath.cos(2 * StrictMath.PI * share());
  }

  double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * normal());
  }

  /** Hexadecimal digits, as of a hash. */
  String hex(int digits) {
    StringBuilder out = new StringBuilder(digits);
    while (out.length() < digits) {
      out.append(
          String.format(Locale.ROOT, "%016x", next()), 0, Math.min(16, digits - out.length()));
    }
    return out.toString();
  }
}
