package dev.pubwatch.core.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.Reading;
import org.junit.jupiter.api.Test;

class BurstTest {
  private static final long WINDOW = 600_000L;

  @Test
  void aTrainIsLearnedOnceWhenItIsOver() {
    Burst burst = new Burst(64, WINDOW);
    for (int i = 0; i < 50; i++) {
      Reading underWay = burst.observe("part-" + i, i * 1000L);
      assertEquals(0, underWay.n(), "a train under way is no past of its own");
    }
    Reading next = burst.observe("part-0", 10 * WINDOW);
    assertEquals(1, next.n());
    assertEquals(0, next.value());
  }

  @Test
  void theSecondTrainIsComparedWithTheFirst() {
    Burst burst = new Burst(64, WINDOW);
    Reading last = burst.observe("lead", 0);
    for (int train = 1; train <= 5; train++) {
      for (int i = 0; i < 40; i++) {
        last = burst.observe("part-" + i, train * 10L * WINDOW + i);
      }
    }
    assertEquals(5, last.n());
    assertTrue(last.tail() / last.n() > 0.2, "tail " + last.tail());
  }
}
