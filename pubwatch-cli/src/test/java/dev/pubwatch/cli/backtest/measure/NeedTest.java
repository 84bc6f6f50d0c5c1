package dev.pubwatch.cli.backtest.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeedTest {
  private static final Ranking RANKING =
      new Ranking(
          new double[] {0, 1, 2, 3},
          List.of(new Ranking.Malicious("a", 9), new Ranking.Malicious("b", 2.5)));
  private static final Alerting ALERTING =
      Fixtures.collector(Fixtures.labels(), 0, 0).alerting(List.of());

  @ParameterizedTest
  @CsvSource({
    "recall@0.001>=0.5, 0.5, true",
    "recall@0.001>=0.51, 0.5, false",
    "recall@0>=0.5, 0.5, true",
    "campaigns@0.25>=2, 2, true",
    "auc>=0.9, 0.875, false",
    "alerts-per-day<=1, 0, true",
    "false-alerts-per-day<=0, 0, true",
    "false-alerts-per-day>=1, 0, false",
  })
  void aNeedIsMeasured(String written, double value, boolean holds) {
    Need need = Need.parse(written).orElseThrow();
    assertEquals(value, need.value(RANKING, ALERTING), 1e-12);
    assertEquals(holds, need.holds(value));
    assertEquals(written, need.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "auc",
        "auc>0.9",
        "recall>=0.7",
        "auc@0.1>=1",
        "recall@2>=1",
        "recall@1.1.1>=1",
        "precision@0.1>=1",
        "auc>=high"
      })
  void whatIsNoNeedIsRefused(String written) {
    assertTrue(Need.parse(written).isEmpty(), written);
  }

  @Test
  void whatCannotBeMeasuredIsNotReached() {
    Need need = Need.parse("auc>=0.5").orElseThrow();
    double value = need.value(new Ranking(new double[] {1}, List.of()), ALERTING);
    assertFalse(need.holds(value));
    assertEquals(
        "auc is unknown, as no malicious event was read, needs at least 0.5",
        need.complaint(value));
  }

  @Test
  void anUnmetNeedIsASentence() {
    assertEquals(
        "recall@0.001 is 0.647059, needs at least 0.7",
        Need.parse("recall@0.001>=0.7").orElseThrow().complaint(11 / 17.0));
    assertEquals(
        "alerts-per-day is 12, needs at most 5",
        Need.parse("alerts-per-day<=5").orElseThrow().complaint(12));
  }
}
