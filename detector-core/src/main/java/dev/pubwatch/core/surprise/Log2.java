package dev.pubwatch.core.surprise;

/** Logarithms to base 2, the same on every machine. */
public final class Log2 {
  private static final double LN2 = StrictMath.log(2);

  private Log2() {}

  /** log2 of x; of 1 exactly 0. */
  public static double of(double x) {
    return x == 1 ? 0 : StrictMath.log(x) / LN2;
  }

  /** log2(1 + x). */
  public static double ofOneAnd(double x) {
    return StrictMath.log1p(x) / LN2;
  }
}
