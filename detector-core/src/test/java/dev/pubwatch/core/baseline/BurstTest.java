package dev.pubwatch.core.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.Reading;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BurstTest {
  private static final long DAY = 86_400_000L;
  private static final long HOUR = 3_600_000L;

  /** Fifty days of one release each, then fifty releases within the hour. */
  private static Burst afterABurst() {
    Burst burst = new Burst(64, HOUR);
    for (int i = 0; i < 50; i++) {
      burst.observe("v" + i, i * DAY);
    }
    for (int i = 0; i < 50; i++) {
      burst.observe("b" + i, 50 * DAY + i * 1000L);
    }
    return burst;
  }

  @Test
  void doesNotMakeItselfNormal() {
    Burst burst = afterABurst();
    Reading next = burst.observe("next", 50 * DAY + 60_000);
    assertTrue(next.tail() < 0.15 * next.n(), next.toString());
    assertEquals(Math.log(51) / Math.log(2), next.value(), 1e-9);
  }

  @Test
  void survivesItsBytes() throws IOException {
    Burst burst = afterABurst();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    burst.write(new DataOutputStream(bytes));
    Burst back = new Burst(64, HOUR);
    back.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    long now = 50 * DAY + 61_000;
    assertEquals(burst.copy().observe("x", now), back.copy().observe("x", now));
    assertEquals(burst.observe("y", 52 * DAY), back.observe("y", 52 * DAY));
  }
}
