package dev.pubwatch.cli.backtest.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingTest {
  @Test
  void whatIsTiedWithTheThresholdDoesNotAlert() {
    Ranking ranking = ranking(new double[] {0, 1, 1, 1, 2}, 1, 1.5, 3);
    Caught none = ranking.at(0.1);
    assertEquals(2, none.thresholdBits(), "no normal event may alert");
    assertEquals(1, none.events());
    Caught one = ranking.at(0.2);
    assertEquals(1, one.thresholdBits(), "one of five may");
    assertEquals(2, one.events());
    assertEquals(1, ranking.at(0.6).thresholdBits(), "all that are tied stay silent together");
    assertEquals(0, ranking.at(1).thresholdBits());
  }

  @Test
  void aCampaignIsCaughtWithAnyOfItsEvents() {
    Ranking ranking =
        new Ranking(
            new double[] {0, 1, 2, 3},
            List.of(
                new Ranking.Malicious("a", 9),
                new Ranking.Malicious("a", 0),
                new Ranking.Malicious("b", 1)));
    Caught caught = ranking.at(0);
    assertEquals(1, caught.events());
    assertEquals(3, caught.allEvents());
    assertEquals(1, caught.campaigns());
    assertEquals(2, caught.allCampaigns());
    assertEquals(0.5, caught.campaignRecall());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void countsAsOneByOne(long seed) {
    Random random = new Random(seed);
    double[] normal = random.doubles(1 + random.nextInt(400)).map(RankingTest::coarse).toArray();
    Arrays.sort(normal);
    List<Ranking.Malicious> malicious = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      double score = coarse(1 - random.nextDouble() * random.nextDouble());
      malicious.add(new Ranking.Malicious("c" + random.nextInt(6), score));
    }
    Ranking ranking = new Ranking(normal, malicious);
    for (double share : new double[] {0, 0.0005, 0.001, 0.01, 0.05, 0.3, 1}) {
      Caught caught = ranking.at(share);
      double threshold = normal[Math.max(0, normal.length - 1 - (int) (share * normal.length))];
      Set<String> campaigns = new HashSet<>();
      malicious.stream()
          .filter(m -> m.score() > threshold)
          .forEach(m -> campaigns.add(m.campaign()));
      assertEquals(threshold, caught.thresholdBits(), "seed " + seed);
      assertEquals(malicious.stream().filter(m -> m.score() > threshold).count(), caught.events());
      assertEquals(campaigns.size(), caught.campaigns(), "seed " + seed);
    }
  }

  private static double coarse(double value) {
    return Math.rint(value * 40) / 40;
  }

  @Test
  void theCurveRisesFromNothingToAll() {
    List<Ranking.RocPoint> curve = ranking(new double[] {0, 1, 2, 3}, 3, 2.5, 0).roc();
    assertEquals(new Ranking.RocPoint(0, 0), curve.get(0));
    assertEquals(new Ranking.RocPoint(1, 1), curve.get(curve.size() - 1));
    assertTrue(curve.contains(new Ranking.RocPoint(0.25, 2 / 3.0)), curve.toString());
    for (int i = 1; i < curve.size(); i++) {
      assertTrue(curve.get(i).normal() >= curve.get(i - 1).normal(), curve.toString());
      assertTrue(curve.get(i).malicious() >= curve.get(i - 1).malicious(), curve.toString());
    }
  }

  @Test
  void aCurveOfVeryManyEventsIsThinned() {
    double[] scores = new Random(7).doubles(20_000).toArray();
    assertTrue(ranking(new double[] {0.2, 0.8}, scores).roc().size() <= 1_100);
  }

  @Test
  void withNothingToCatchRecallIsUnknown() {
    Ranking ranking = ranking(new double[] {0, 1});
    assertTrue(Double.isNaN(ranking.at(0.01).recall()));
    assertTrue(Double.isNaN(ranking.auc().value()));
    assertTrue(ranking.roc().isEmpty());
    assertEquals(0, ranking(new double[0], 1).at(0.01).thresholdBits());
  }

  private static Ranking ranking(double[] normal, double... malicious) {
    return new Ranking(
        normal,
        Arrays.stream(malicious).mapToObj(score -> new Ranking.Malicious("c", score)).toList());
  }
}
