package dev.pubwatch.notify.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Campaign;
import dev.pubwatch.notify.Alerts;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.Notice.Phase;
import dev.pubwatch.notify.Outgoing;
import dev.pubwatch.notify.TestTopology;
import dev.pubwatch.notify.route.LiveRouting;
import dev.pubwatch.notify.route.Routing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentBookTest {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final Routing ROUTING =
      TestTopology.routing(
          "routes.all.channels=chat",
          "routes.all.digest=1d",
          "routes.all.urgent=high",
          "routes.all.escalate-after=1h",
          "routes.all.escalate-to=pager");

  private final TestShelf shelf = new TestShelf();
  private final List<Outgoing> out = new ArrayList<>();
  private IncidentBook book = restarted(ROUTING);
  private long now = 1_700_000_000_000L;

  private IncidentBook restarted(Routing routing) {
    return new IncidentBook(shelf.opened(), new LiveRouting(routing), counted -> {}, out::add);
  }

  private static Alert alert(String id, String project) {
    return Alerts.alert(id, 1, project);
  }

  private List<String> told() {
    List<String> words =
        out.stream().map(o -> o.notice().phase() + " " + o.notice().alert().getAlertId()).toList();
    out.clear();
    return words;
  }

  @Test
  void whatWasDueBeforeARestartIsDoneAfterIt() {
    book.alert(alert("a", "p"), now);
    book.alert(alert("b", "p"), now);
    Alert low = alert("low", "q");
    low.setSeverity(dev.pubwatch.events.Severity.low);
    book.alert(low, now);
    assertEquals(List.of("OPENED a"), told());
    book = restarted(ROUTING);
    book.tick(now + 11_000);
    assertEquals(List.of("UPDATED a"), told());
    book = restarted(ROUTING);
    book.tick(now + DAY / 2);
    assertEquals(List.of("ESCALATED a"), told());
    book = restarted(ROUTING);
    book.tick(now + DAY + 1);
    assertEquals(List.of("OPENED low"), told());
    book = restarted(ROUTING);
    book.alert(Alerts.alert("b", 2, "p"), now + DAY);
    book.tick(now + 2 * DAY);
    book.tick(now + 9 * DAY);
    assertTrue(told().containsAll(List.of("UPDATED a", "RESOLVED a", "RESOLVED low")));
  }

  @Test
  void nothingStaysWhenIncidentsAreLongOver() {
    for (int i = 0; i < 1_200; i++) {
      book.alert(alert("a" + i, "p" + i), now);
    }
    book.tick(now + 8 * DAY);
    book.tick(now + 16 * DAY);
    assertEquals(0, shelf.stores.incidents().approximateNumEntries());
    assertEquals(0, shelf.stores.alerts().approximateNumEntries());
    assertTrue(shelf.stores.members().approximateNumEntries() < 1_000);
    assertTrue(shelf.stores.keys().approximateNumEntries() < 1_000);
  }

  @Test
  void aCampaignOfAThousand() {
    for (int i = 0; i < 1_000; i++) {
      Alert alert = alert("a" + i, "p" + i);
      alert.setCampaign(
          new Campaign("worm", "host", 3, 3, Instant.ofEpochMilli(now), List.of("p" + i)));
      book.alert(alert, now + i);
    }
    book.tick(now + 11_000);
    assertEquals(2, out.size());
    Notice update = out.get(1).notice();
    assertEquals(1_000, update.alertCount());
    assertEquals(Notice.MOST_ALERTS, update.alerts().size());
    assertEquals(Notice.MOST_ALERTS, shelf.stores.alerts().approximateNumEntries());
  }

  @Test
  void whenThereAreTooManyTheOldestIsToldToEnd() {
    Routing small =
        new Routing(
            ROUTING.routes(),
            List.of(),
            new Routing.IncidentSettings(Duration.ofDays(7), Duration.ofDays(1), 3));
    book = restarted(small);
    for (int i = 0; i < 4; i++) {
      book.alert(alert("a" + i, "p" + i), now + i);
    }
    assertEquals(
        List.of("OPENED a0", "OPENED a1", "OPENED a2", "RESOLVED a0", "OPENED a3"), told());
    assertEquals(3, shelf.stores.incidents().approximateNumEntries());
  }

  @Test
  void aMergedIncidentLeadsToTheSurvivorAsLongAsThatLives() {
    book.alert(alert("a", "p"), now);
    book.alert(alert("b", "q"), now);
    String merged = out.get(1).notice().incidentId();
    Alert both = alert("c", "p");
    both.setCredentialId("x");
    book.alert(both, now);
    Alert bridge = alert("d", "q");
    bridge.setCredentialId("x");
    book.alert(bridge, now);
    String survivor = String.valueOf(find(merged).id);
    for (int day = 1; day < 30; day++) {
      book.alert(Alerts.alert("a", day + 1, "p"), now + day * DAY);
      book.tick(now + day * DAY);
    }
    assertEquals(survivor, find(merged).id);
    book.tick(now + 40 * DAY);
    book.tick(now + 50 * DAY);
    book.tick(now + 60 * DAY);
    assertNull(book.find(merged));
  }

  private Incident find(String id) {
    Incident incident = book.find(id);
    assertNotNull(incident);
    return incident;
  }

  /** Against union-find over the same alerts, all within the windows, with restarts between. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void groupsAreTheConnectedComponents(long seed) {
    Random random = new Random(seed);
    Map<String, String> parents = new HashMap<>();
    for (int i = 0; i < 120; i++) {
      Alert alert = alert("a" + i, "p" + random.nextInt(60));
      alert.setCredentialId(random.nextInt(3) == 0 ? "c" + random.nextInt(30) : null);
      alert.setActorId(random.nextInt(3) == 0 ? "u" + random.nextInt(30) : null);
      book.alert(alert, now + i);
      for (String key : IncidentKeys.of(alert)) {
        parents.put(root(parents, key), root(parents, alert.getAlertId()));
      }
      if (random.nextInt(20) == 0) {
        book = restarted(ROUTING);
      }
    }
    Map<String, Set<String>> expected = new HashMap<>();
    Map<String, Set<String>> actual = new HashMap<>();
    for (int i = 0; i < 120; i++) {
      String id = "a" + i;
      expected.computeIfAbsent(root(parents, id), k -> new HashSet<>()).add(id);
      Member member = shelf.opened().member(id);
      assertNotNull(member);
      actual.computeIfAbsent(find(member.incidentId()).id, k -> new HashSet<>()).add(id);
    }
    assertEquals(Set.copyOf(expected.values()), Set.copyOf(actual.values()), "seed " + seed);
    actual.forEach((id, members) -> assertEquals(members.size(), find(id).alerts, "seed " + seed));
  }

  private static String root(Map<String, String> parents, String id) {
    String at = id;
    while (parents.containsKey(at) && !parents.get(at).equals(at)) {
      at = parents.get(at);
    }
    return at;
  }

  @Test
  void noticesOfAnIncidentHaveRisingRevisions() {
    Random random = new Random(9);
    for (int i = 0; i < 300; i++) {
      now += random.nextInt(20_000);
      book.alert(alert("a" + i, "p" + random.nextInt(5)), now);
      book.tick(now);
    }
    Map<String, Integer> last = new HashMap<>();
    for (Outgoing outgoing : out) {
      Notice notice = outgoing.notice();
      int before = last.getOrDefault(notice.incidentId(), 0);
      assertEquals(before + 1, notice.revision());
      last.put(notice.incidentId(), notice.revision());
    }
    assertTrue(out.stream().anyMatch(o -> o.notice().phase() == Phase.UPDATED));
  }
}
