package dev.pubwatch.core.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.Seen;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTableTest {
  private static final long DAY = 86_400_000L;

  /** Beside an exact model: few values, no eviction, so that the table must agree with a map. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithAnExactModelWhileNothingIsEvicted(long seed) {
    Random random = new Random(seed);
    ValueTable table = new ValueTable(8);
    Map<String, Integer> model = new HashMap<>();
    long now = 0;
    for (int i = 0; i < 300; i++) {
      now += random.nextInt(600_000);
      String value = "v" + random.nextInt(6);
      table.learn(value, now);
      model.merge(value, 1, Integer::sum);
    }
    Seen seen = table.look("v0", now + 8 * DAY);
    int n = model.values().stream().mapToInt(Integer::intValue).sum();
    assertEquals(n, seen.n(), n * 0.02, "seed " + seed);
    assertEquals(model.size(), seen.k());
    assertEquals(model.getOrDefault("v0", 0), seen.nx(), 1.5);
  }

  @Test
  void aValueDoesNotCountBeforeItsProbationIsOver() {
    ValueTable table = new ValueTable(4);
    table.learn("owner", 0);
    table.learn("intruder", 30 * DAY);
    table.learn("intruder", 31 * DAY);
    Seen soon = table.look("intruder", 32 * DAY);
    assertTrue(soon.isNew());
    assertEquals(2, soon.recent());
    assertEquals("owner", soon.usual());
    assertFalse(table.look("intruder", 38 * DAY).isNew());
  }

  @Test
  void silenceOfTheWholeEntityForgetsNothing() {
    ValueTable table = new ValueTable(4);
    for (int i = 0; i < 10; i++) {
      table.learn("owner", i * DAY);
    }
    double after10Years = table.look("owner", 3650 * DAY).nx();
    assertEquals(10, after10Years, 0.01);
  }

  @Test
  void somebodyLongGoneCountsLessThanWhoeverStayed() {
    ValueTable table = new ValueTable(4);
    for (int i = 0; i < 10; i++) {
      table.learn("founder", i * DAY);
    }
    for (int i = 0; i < 10; i++) {
      table.learn("successor", (1500 + i) * DAY);
    }
    Seen founder = table.look("founder", 1600 * DAY);
    assertTrue(founder.nx() < 1, "founder counts " + founder.nx());
  }

  @Test
  void staysBoundedAndKeepsTheCommonest() {
    ValueTable table = new ValueTable(4);
    for (int i = 0; i < 10_000; i++) {
      table.learn("usual", i);
      table.learn("once-" + i, i);
    }
    assertEquals(4, table.size());
    assertTrue(table.holds("usual"));
    assertEquals("usual", table.top());
  }

  @Test
  void anEmptyTableKnowsNothing() {
    Seen seen = new ValueTable(4).look("x", 0);
    assertEquals(0, seen.n());
    assertNull(seen.usual());
  }

  @Test
  void survivesItsBytes() throws IOException {
    ValueTable table = new ValueTable(8);
    for (int i = 0; i < 20; i++) {
      table.learn("v" + i % 5, i * DAY);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    table.write(new DataOutputStream(bytes));
    ValueTable back =
        ValueTable.read(8, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertEquals(table.look("v3", 40 * DAY), back.look("v3", 40 * DAY));
    assertEquals(table.look("new", 40 * DAY), back.look("new", 40 * DAY));
  }
}
