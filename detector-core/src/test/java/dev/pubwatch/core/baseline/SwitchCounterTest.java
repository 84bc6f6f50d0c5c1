package dev.pubwatch.core.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Turn;
import dev.pubwatch.core.Verdict;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SwitchCounterTest {
  private static final long DAY = 86_400_000L;
  private static final long TURNED = 100 * DAY;

  private static SwitchCounter turned() {
    SwitchCounter counter = new SwitchCounter();
    for (int i = 0; i < 100; i++) {
      counter.observe(false, false, null, i * DAY);
    }
    counter.observe(true, true, "x", TURNED);
    return counter;
  }

  private static Verdict verdict(Verdict.Kind kind, long decidedMillis) {
    Event event =
        Verdict.event("v", "npm", decidedMillis, kind, "pw", List.of(TURNED), Verdict.NOT_SAID)
            .build();
    return Objects.requireNonNull(Verdict.of(event));
  }

  private static Turn next(SwitchCounter counter, long day) {
    return after(counter, day * DAY);
  }

  private static Turn after(SwitchCounter counter, long millis) {
    return counter.copy().observe(false, true, null, millis);
  }

  @Test
  void aTurnIsOneForADay() {
    assertTrue(after(turned(), TURNED + DAY / 2).turned());
    assertFalse(next(turned(), 102).turned());
    assertEquals(1, next(turned(), 108).turns(), 0.01);
  }

  @Test
  void manyTurnsADayWeighLittle() {
    SwitchCounter counter = turned();
    for (int i = 1; i < 15; i++) {
      counter.observe(true, true, "x", TURNED + i * 60_000L);
    }
    assertEquals(4, next(counter, 108).turns(), 0.01);
  }

  @Test
  void aConfirmedTurnStaysOneAndTeachesNothing() {
    SwitchCounter counter = turned();
    assertTrue(counter.heed(verdict(Verdict.Kind.CONFIRMED, TURNED + DAY)));
    assertTrue(next(counter, 300).turned());
    assertEquals(0, next(counter, 300).turns(), 0.01);
    assertFalse(next(counter, 500).turned());
    counter.observe(true, true, "again", 200 * DAY);
    assertEquals(1, next(counter, 300).turns(), 0.01);
  }

  @Test
  void aBenignTurnIsOneNoLonger() {
    SwitchCounter counter = turned();
    counter.heed(verdict(Verdict.Kind.BENIGN, TURNED + DAY / 4));
    assertFalse(after(counter, TURNED + DAY / 2).turned());
    counter.heed(verdict(Verdict.Kind.WITHDRAWN, TURNED + DAY / 2));
    assertTrue(after(counter, TURNED + DAY - 1).turned());
  }
}
