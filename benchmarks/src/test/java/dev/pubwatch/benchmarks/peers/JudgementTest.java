package dev.pubwatch.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgementTest {
  private static final double[] SHARES = {0.1, 0.5};

  /** Five publishes that only teach, ten normal ones, two labelled ones of two campaigns. */
  private static History history() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      events.add(
          Event.builder("e" + i, EventKind.PUBLISH, "npm", i, "release:publish")
              .project("pkg:npm/a")
              .version("1.0." + i)
              .build());
    }
    return new History(
        events,
        Map.of(
            "pkg:npm/a@1.0.15", new History.Label("one", true),
            "pkg:npm/a@1.0.16", new History.Label("two", true)),
        0);
  }

  private static Judgement.Outcome judge(float... scores) {
    return Judgement.of(history(), Long.MIN_VALUE).judge(scores, SHARES);
  }

  @Test
  void newcomersAreNotCounted() {
    Judgement judgement = Judgement.of(history(), Long.MIN_VALUE);
    assertEquals(10, judgement.normalCount());
    assertEquals(2, judgement.maliciousCount());
    assertEquals(2, judgement.campaignCount());
  }

  @Test
  void eventsBeforeTheStartTeachButAreNotJudged() {
    assertEquals(6, Judgement.of(history(), 9).normalCount());
  }

  @Test
  void recallIsThatAboveAllButTheShareOfNormalEvents() {
    Judgement.Outcome outcome = judge(9, 9, 9, 9, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 8.5f, 3.5f);
    assertEquals(new Judgement.Point(0.1, 0.5, 1), outcome.points().get(0));
    assertEquals(new Judgement.Point(0.5, 0.5, 1), outcome.points().get(1));
    assertEquals((9 + 4) / 20.0, outcome.auc());
  }

  @Test
  void tiesAreNotAboveAndCountHalfUnderRoc() {
    Judgement.Outcome outcome = judge(new float[17]);
    assertEquals(new Judgement.Point(0.1, 0, 0), outcome.points().get(0));
    assertEquals(0.5, outcome.auc());
    assertEquals(0, outcome.raised());
  }

  @Test
  void aYesNoRuleIsShownAsItStands() {
    Judgement.Outcome outcome = judge(0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0);
    assertEquals(0.2, outcome.raised());
    assertEquals(0.5, outcome.raisedRecall());
  }
}
