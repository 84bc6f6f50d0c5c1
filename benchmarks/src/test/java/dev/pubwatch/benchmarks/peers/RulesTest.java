package dev.pubwatch.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesTest {
  private static final long DAY = 86_400_000L;

  private static Sample publish(String project, String actor, long time) {
    Event event =
        Event.builder(project + time, EventKind.PUBLISH, "npm", time, "release:publish")
            .project(project)
            .actorId(actor)
            .build();
    return new Sample(event, Sample.Stream.of(event), new float[] {1, 2}, new float[] {3});
  }

  private static NewValueRule publisherWithin(int days) {
    return new NewValueRule("publisher", List.of(WatchedValue.PUBLISHER), days);
  }

  @Test
  void aValueIsKnownForAsLongAsTheWindow() {
    NewValueRule rule = publisherWithin(7);
    assertEquals(1, rule.score(publish("a", "me", 0)));
    assertEquals(0, rule.score(publish("a", "me", 7 * DAY)));
    assertEquals(1, rule.score(publish("a", "me", 14 * DAY + 1)));
  }

  @Test
  void withoutAWindowAValueIsKnownForEver() {
    NewValueRule rule = publisherWithin(NewValueRule.EVER);
    rule.score(publish("a", "me", 0));
    assertEquals(0, rule.score(publish("a", "me", 4000 * DAY)));
    assertEquals(1, rule.score(publish("b", "me", 4000 * DAY)));
  }

  @Test
  void aBurstCountsDistinctProjectsOfTenMinutes() {
    BurstRule rule = new BurstRule();
    assertEquals(1, rule.score(publish("a", "me", 0)));
    assertEquals(1, rule.score(publish("a", "me", 1000)));
    assertEquals(2, rule.score(publish("b", "me", 2000)));
    assertEquals(1, rule.score(publish("c", "me", 700_000)));
  }

  @Test
  void quietIsCountedInDays() {
    QuietRule rule = new QuietRule();
    assertEquals(0, rule.score(publish("a", "me", 0)));
    assertEquals(400, rule.score(publish("a", "me", 400 * DAY)));
  }

  @Test
  void theSumOfTailsAddsWhatItIsFed() {
    assertEquals(3, new SumOfTails(Sample.View.SIGNALS).score(publish("a", "me", 0)));
    assertEquals(3, new SumOfTails(Sample.View.GROUPS).score(publish("a", "me", 0)));
  }
}
