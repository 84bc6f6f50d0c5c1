package dev.pubwatch.cli.backtest.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AucTest {
  @Test
  void tiesCountHalf() {
    assertEquals(0.5, Auc.of(new double[] {1, 1}, new double[] {1, 1, 1}).value());
    assertEquals(0.625, Auc.of(new double[] {0, 1}, new double[] {0, 2}).value());
  }

  /** The variance as DeLong, DeLong and Clarke-Pearson define it, pair by pair. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void theIntervalIsDeLongsOnTheLogitScale(long seed) {
    Random random = new Random(seed);
    double[] normal = random.doubles(80).map(x -> Math.rint(x * 30)).sorted().toArray();
    double[] malicious = random.doubles(25).map(x -> Math.rint(x * 30 + 9)).sorted().toArray();
    Auc auc = Auc.of(normal, malicious);
    double error = Math.sqrt(variance(normal, malicious));
    double logit = Math.log(auc.value() / (1 - auc.value()));
    double half = 1.959964 * error / (auc.value() * (1 - auc.value()));
    assertEquals("delong-logit", auc.method());
    assertEquals(1 / (1 + Math.exp(half - logit)), auc.interval().low(), 1e-6, "seed " + seed);
    assertEquals(1 / (1 + Math.exp(-half - logit)), auc.interval().high(), 1e-6, "seed " + seed);
  }

  private static double variance(double[] normal, double[] malicious) {
    double[] v10 = new double[malicious.length];
    double[] v01 = new double[normal.length];
    for (int i = 0; i < malicious.length; i++) {
      for (int j = 0; j < normal.length; j++) {
        double won = malicious[i] > normal[j] ? 1 : malicious[i] == normal[j] ? 0.5 : 0;
        v10[i] += won / normal.length;
        v01[j] += won / malicious.length;
      }
    }
    return spread(v10) / v10.length + spread(v01) / v01.length;
  }

  private static double spread(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double sum = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return sum / (values.length - 1);
  }

  @Test
  void groupsThatDoNotOverlapLeaveDoubt() {
    Auc few = Auc.of(new double[] {0, 1, 2, 3}, new double[] {4, 5});
    Auc many = Auc.of(numbers(0, 400), numbers(400, 600));
    assertEquals(1, few.value());
    assertEquals("hanley-mcneil-score", few.method());
    assertEquals(1, few.interval().high());
    assertTrue(few.interval().low() < 0.7, few.toString());
    assertTrue(many.interval().low() > 0.95 && many.interval().low() < 1, many.toString());
  }

  @Test
  void aSingleMaliciousEventSaysLittle() {
    Auc auc = Auc.of(numbers(0, 1000), new double[] {900.5});
    assertEquals(0.901, auc.value(), 1e-9);
    assertTrue(auc.interval().low() < 0.6, auc.toString());
    assertTrue(auc.interval().high() > 0.95, auc.toString());
  }

  @Test
  void withoutEitherGroupThereIsNone() {
    assertTrue(Double.isNaN(Auc.of(new double[0], new double[] {1}).value()));
    assertEquals("none", Auc.of(new double[] {1}, new double[0]).method());
  }

  private static double[] numbers(int from, int to) {
    double[] numbers = new double[to - from];
    Arrays.setAll(numbers, i -> from + i);
    return numbers;
  }
}
