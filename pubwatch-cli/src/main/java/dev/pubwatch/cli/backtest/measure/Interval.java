package dev.pubwatch.cli.backtest.measure;

/** A 95 % confidence interval. */
public record Interval(double low, double high) {

  /** Both ends divided by a number above 0. */
  Interval dividedBy(double divisor) {
    return new Interval(low / divisor, high / divisor);
  }
}
