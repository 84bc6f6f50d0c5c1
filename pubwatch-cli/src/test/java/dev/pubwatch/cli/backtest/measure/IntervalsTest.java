package dev.pubwatch.cli.backtest.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsTest {
  /** The first two are worked examples of R. G. Newcombe, Statistics in Medicine 17, 1998. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 10, 0, 0.2775",
    "10, 10, 0.7225, 1",
    "0, 0, 0, 1",
  })
  void sharesAsWilson(long hits, long trials, double low, double high) {
    Interval interval = Intervals.share(hits, trials);
    assertEquals(low, interval.low(), 5e-5);
    assertEquals(high, interval.high(), 5e-5);
  }

  /** Half the chi-squared quantiles, as Garwood's limits are. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 3.6889",
    "1, 0.0253, 5.5716",
    "10, 4.7954, 18.3904",
    "100, 81.3640, 121.6268",
    "101, 82.2662, 122.7242",
    "1000, 938.9730, 1063.9521",
  })
  void countsAsGarwood(long count, double low, double high) {
    Interval interval = Intervals.count(count);
    assertEquals(low, interval.low(), 1e-4 + low * 1e-3);
    assertEquals(high, interval.high(), 1e-4 + high * 1e-3);
  }

  @Test
  void aLargerCountHasHigherLimits() {
    for (int count = 0; count < 200; count++) {
      Interval smaller = Intervals.count(count);
      Interval larger = Intervals.count(count + 1);
      assertTrue(smaller.low() < larger.low(), "low after " + count);
      assertTrue(smaller.high() < larger.high(), "high after " + count);
    }
  }
}
