package dev.pubwatch.core.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Seen;
import dev.pubwatch.core.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
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
    Map<String, List<Long>> model = new HashMap<>();
    long now = 0;
    for (int i = 0; i < 300; i++) {
      now += random.nextInt(3 * 3_600_000);
      String value = "v" + random.nextInt(6);
      table.learn(value, now);
      model.computeIfAbsent(value, v -> new ArrayList<>()).add(now);
    }
    Seen seen = table.look("v0", now + 8 * DAY);
    double n = model.values().stream().mapToDouble(ValueTableTest::weight).sum();
    assertEquals(n, seen.n(), n * 0.01, "seed " + seed);
    assertEquals(model.size(), seen.k());
    assertEquals(weight(model.getOrDefault("v0", List.of())), seen.nx(), 0.5);
  }

  /** Sum over days of log2(1 + sightings), a day beginning with its first sighting. */
  private static double weight(List<Long> times) {
    double weight = 0;
    for (int i = 0; i < times.size(); ) {
      int first = i;
      while (i < times.size() && times.get(i) - times.get(first) < DAY) {
        i++;
      }
      weight += Math.log(1 + i - first) / Math.log(2);
    }
    return weight;
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
  void aDayWeighsLittleHoweverManySightingsItHas() {
    ValueTable table = new ValueTable(4);
    for (int i = 0; i < 1000; i++) {
      table.learn("loud", i * 60_000L);
    }
    assertEquals(10, table.look("loud", 30 * DAY).nx(), 0.1);
  }

  @Test
  void midnightIsWorthNothing() {
    ValueTable table = new ValueTable(4);
    table.learn("late", DAY - 1000);
    table.learn("late", DAY + 1000);
    assertEquals(1.58, table.look("late", 30 * DAY).nx(), 0.01);
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
    long others = LongStream.range(0, 10_000).filter(i -> table.holds("once-" + i)).count();
    assertEquals(3, others);
    assertTrue(table.holds("usual"));
    assertEquals("usual", table.top());
  }

  @Test
  void anEmptyTableKnowsNothing() {
    Seen seen = new ValueTable(4).look("x", 0);
    assertEquals(0, seen.n());
    assertNull(seen.usual());
  }

  private static Verdict verdict(Verdict.Kind kind, long decidedMillis, long... evidence) {
    List<Long> times = LongStream.of(evidence).boxed().toList();
    Event event =
        Verdict.event("v", "npm", decidedMillis, kind, "pw-1", times, Verdict.NOT_SAID).build();
    return Objects.requireNonNull(Verdict.of(event));
  }

  private static ValueTable withIntruder() {
    ValueTable table = new ValueTable(4);
    for (int i = 0; i < 30; i++) {
      table.learn("owner", i * DAY);
    }
    table.learn("intruder", 30 * DAY);
    return table;
  }

  @Test
  void whatIsConfirmedStaysNewAndIsNotLearnedForAYear() {
    ValueTable table = withIntruder();
    assertTrue(table.heed(verdict(Verdict.Kind.CONFIRMED, 31 * DAY, 30 * DAY), null));
    for (int i = 32; i < 390; i++) {
      assertTrue(table.look("intruder", i * DAY).isNew(), "day " + i);
      table.learn("intruder", i * DAY);
    }
    assertFalse(table.look("owner", 100 * DAY).isNew());
    table.learn("intruder", 400 * DAY);
    assertTrue(table.look("intruder", 401 * DAY).isNew());
    assertEquals(1, table.look("intruder", 408 * DAY).nx(), 0.01);
  }

  @Test
  void whatIsHeldBackDoesNotMakeRoomForWhatIsNew() {
    ValueTable table = withIntruder();
    table.heed(verdict(Verdict.Kind.CONFIRMED, 31 * DAY, 30 * DAY), null);
    for (int i = 0; i < 50; i++) {
      table.learn("passer-by-" + i, (32 + i) * DAY);
    }
    assertTrue(table.holds("intruder"));
    assertTrue(table.look("intruder", 100 * DAY).isNew());
  }

  @Test
  void whatIsBenignIsAsUsualAsTheRestAtOnce() {
    ValueTable table = withIntruder();
    assertTrue(table.look("intruder", 31 * DAY).isNew());
    table.heed(verdict(Verdict.Kind.BENIGN, 31 * DAY, 30 * DAY), null);
    Seen seen = table.look("intruder", 31 * DAY);
    assertEquals(seen.n() / 2, seen.nx(), 0.1);
    assertTrue(table.look("another", 31 * DAY).isNew());
  }

  @Test
  void theAlertsOwnValueIsMeantWhereItWasYoungThen() {
    ValueTable table = withIntruder();
    table.learn("intruder", 33 * DAY);
    table.heed(verdict(Verdict.Kind.CONFIRMED, 34 * DAY, 33 * DAY), "intruder");
    assertTrue(table.look("intruder", 60 * DAY).isNew());
    table.heed(verdict(Verdict.Kind.CONFIRMED, 35 * DAY, 33 * DAY), "owner");
    assertFalse(table.look("owner", 60 * DAY).isNew(), "the owner was no news");
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

  /** Two sightings of last month are worth more than three of five years ago. */
  @Test
  void theRarestValueAsItHasAgedMakesRoom() {
    ValueTable table = new ValueTable(2);
    for (int i = 0; i < 3; i++) {
      table.learn("of old", 10L * i * DAY);
    }
    table.learn("of late", 1_800 * DAY);
    table.learn("of late", 1_810 * DAY);
    table.learn("new", 1_830 * DAY);
    assertFalse(table.holds("of old"));
    assertTrue(table.holds("of late"));
    assertTrue(table.holds("new"));
  }
}
