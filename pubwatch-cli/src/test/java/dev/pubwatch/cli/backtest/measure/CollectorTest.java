package dev.pubwatch.cli.backtest.measure;

import static dev.pubwatch.cli.backtest.measure.Fixtures.collector;
import static dev.pubwatch.cli.backtest.measure.Fixtures.commit;
import static dev.pubwatch.cli.backtest.measure.Fixtures.labels;
import static dev.pubwatch.cli.backtest.measure.Fixtures.publish;
import static dev.pubwatch.cli.backtest.measure.Fixtures.release;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which events count as normal, which as malicious, and which as neither. */
class CollectorTest {
  @Test
  void aPublishIsNormalOnceItsProjectHasFiveBeforeIt() {
    Collector collector = collector(labels(release("a", 8, "x")), 0, Selection.BY_KIND);
    for (int version = 0; version < 10; version++) {
      collector.add(publish("a", version, version, version));
    }
    collector.add(publish("b", 0, 11, 3));
    Judged judged = collector.judged();
    assertEquals(4, judged.normal(), "a's 5, 6, 7 and 9");
    assertEquals(1, judged.malicious());
    assertEquals(11, judged.events());
    assertEquals(List.of("release:publish"), judged.actions());
    assertEquals(9, collector.standings().get(0).ranking().at(0).thresholdBits());
  }

  @Test
  void aMaliciousEventNeedsNoHistory() {
    Collector collector = collector(labels(release("new", 1, "x")), 0, Selection.BY_KIND);
    collector.add(publish("new", 1, 0, 9));
    assertEquals(1, collector.judged().malicious());
  }

  @Test
  void beforeThePeriodThereIsOnlyHistory() {
    Collector collector = collector(labels(release("a", 1, "x"), release("a", 7, "x")), 6, 5);
    for (int version = 0; version < 8; version++) {
      collector.add(publish("a", version, version, 1));
    }
    assertEquals(6, collector.judged().before());
    assertEquals(1, collector.judged().normal());
    assertEquals(1, collector.judged().malicious());
    assertEquals(2, collector.judged().labels().named());
    assertEquals(1, collector.calibrations().get(0).events());
  }

  @Test
  void aLabelOtherThanMaliciousIsNeither() {
    Label residual = new Label(Subject.ofCommit("o/r", "c2"), "o", false, "labels:1");
    Label injected = new Label(Subject.ofCommit("o/r", "c3"), "o", true, "labels:2");
    Collector collector = collector(labels(residual, injected), 0, Selection.BY_KIND);
    collector.add(commit("o/r", "c1", "workflow:update", 1, 1));
    collector.add(commit("o/r", "c2", "workflow:update", 2, 8));
    collector.add(commit("o/r", "c3", "workflow:update", 3, 9));
    collector.add(commit("o/r", "c4", "other:commit", 4, 0));
    collector.add(commit("o/r", "c5", "workflow:delete", 5, 0));
    Judged judged = collector.judged();
    assertEquals(1, judged.other());
    assertEquals(1, judged.malicious());
    assertEquals(1, judged.normal(), "plain commits and deletions are not what an edit is like");
    assertEquals(2, collector.calibrations().size());
    assertEquals("ci", collector.calibrations().get(0).kind());
    assertEquals("workflow", collector.calibrations().get(1).kind());
    assertEquals(2, collector.calibrations().get(1).events());
  }

  @Test
  void actionsMayBeNamed() {
    Collector collector = collector(labels(), 0, 0, "workflow:delete");
    collector.add(commit("o/r", "c1", "workflow:update", 1, 1));
    collector.add(commit("o/r", "c2", "workflow:delete", 2, 1));
    assertEquals(1, collector.judged().normal());
    assertEquals(List.of("workflow:delete"), collector.judged().actions());
  }

  @Test
  void aDetectorThatIsSilentOnAnEventScoresNothing() {
    Collector collector =
        new Collector(
            labels(release("a", 1, "x")),
            new Selection(Long.MIN_VALUE, 0, Set.of()),
            List.of(
                new Contender("own", ScoredEvent::scoreBits),
                new Contender("other", e -> e.eventId().endsWith("@1.0.0") ? 5 : Double.NaN)));
    collector.add(publish("a", 0, 0, 3));
    collector.add(publish("a", 1, 1, 2));
    Standing own = collector.standings().get(0);
    Standing other = collector.standings().get(1);
    assertEquals(0, own.ranking().auc().value());
    assertEquals(1, other.ranking().auc().value());
    assertEquals(0, own.unscored());
    assertEquals(1, other.unscored());
  }

  @Test
  void aWrongClockDoesNotStretchThePeriod() {
    Collector collector = collector(labels(), 0, 0);
    collector.add(publish("a", 0, 0, 0));
    collector.add(publish("a", 1, Fixtures.DAY - 1, 0));
    collector.add(publish("a", 2, Fixtures.DAY, 0));
    collector.add(publish("a", 3, 40_000 * Fixtures.DAY, 0));
    assertEquals(3, collector.judged().days());
  }

  @Test
  void anEmptyRunHasNothing() {
    Collector collector = collector(labels(release("a", 1, "x")), 0, 5);
    assertEquals(0, collector.judged().events());
    assertEquals(List.of("labels:1"), collector.judged().labels().unnamed());
    assertTrue(Double.isNaN(collector.standings().get(0).ranking().auc().value()));
    assertEquals(0, collector.alerting(List.of()).meanPerDay());
  }
}
