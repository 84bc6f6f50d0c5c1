package dev.pubwatch.notify.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.AlertKind;
import dev.pubwatch.events.Severity;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutingReaderTest {
  private static Routing read(String... settings) {
    Map<String, String> map = new HashMap<>();
    for (String setting : settings) {
      int sign = setting.indexOf('=');
      map.put("notifiers." + setting.substring(0, sign), setting.substring(sign + 1));
    }
    return RoutingReader.read(map);
  }

  @Test
  void defaults() {
    assertEquals(Routing.none(), read());
    Route route = read("routes.all.channels=chat").routes().get(0);
    assertEquals(Condition.ANYTHING, route.condition());
    assertEquals(Severity.high, route.urgent());
    assertEquals(Duration.ofSeconds(10), route.updateAfter());
    assertTrue(route.resolved());
    assertFalse(route.each());
  }

  @Test
  void everything() {
    Routing routing =
        read(
            "teams.web.owners=acme",
            "teams.web.projects=pkg:npm/@acme/*",
            "routes.web.channels=chat, log",
            "routes.web.severity=medium",
            "routes.web.kinds=campaign,chain",
            "routes.web.owners=acme",
            "routes.web.projects=pkg:npm/*",
            "routes.web.teams=web",
            "routes.web.urgent=critical",
            "routes.web.quiet-hours=22:00-07:00 Europe/Berlin",
            "routes.web.digest=4h",
            "routes.web.update-after=1m",
            "routes.web.each=false",
            "routes.web.resolved=false",
            "routes.web.escalate-after=30m",
            "routes.web.escalate-to=pager",
            "silences.move.until=2026-01-01T00:00:00Z",
            "silences.move.owners=acme",
            "incidents.quiet-after=3d",
            "incidents.owner-within=2h");
    Team web =
        new Team("web", List.of(new Wildcard("acme")), List.of(new Wildcard("pkg:npm/@acme/*")));
    Condition condition =
        new Condition(
            Severity.medium,
            Set.of(AlertKind.campaign, AlertKind.chain),
            List.of(new Wildcard("acme")),
            List.of(new Wildcard("pkg:npm/*")),
            List.of(web));
    QuietHours night =
        new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneId.of("Europe/Berlin"));
    assertEquals(
        new Route(
            "web",
            condition,
            List.of("chat", "log"),
            Severity.critical,
            night,
            Duration.ofHours(4),
            Duration.ofMinutes(1),
            false,
            false,
            Duration.ofMinutes(30),
            List.of("pager")),
        routing.routes().get(0));
    assertEquals("move", routing.silences().get(0).name());
    assertEquals(Duration.ofDays(3), routing.incidents().quietAfter());
    assertEquals(Set.of("chat", "log", "pager"), routing.channels());
  }

  @Test
  void everyFaultIsReportedAtOnce() {
    String message =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                        read(
                            "routes.a.severity=urgent",
                            "routes.a.chanels=x",
                            "routes.b.channels=x",
                            "routes.b.teams=nobody",
                            "routes.b.digest=soon",
                            "routes.b.quiet-hours=22:00-07:00 Mars/Base",
                            "routes.b.escalate-to=y",
                            "silences.s.projects=p"))
                .getMessage());
    assertEquals(8, message.lines().count(), message);
    assertTrue(message.contains("did you mean notifiers.routes.a.channels?"), message);
    assertTrue(
        message.contains(
            "notifiers.routes.a.severity must be one of [info, low, medium, high, critical], was"
                + " urgent"),
        message);
    assertTrue(message.contains("notifiers.silences.s.until must be a time"), message);
  }

  @Test
  void wildcards() {
    assertTrue(new Wildcard("pkg:npm/@acme/*").matches("pkg:npm/@acme/web"));
    assertTrue(new Wildcard("*").matches(""));
    assertTrue(new Wildcard("a*b*c").matches("axxbyybzc"));
    assertFalse(new Wildcard("a*b*c").matches("axxbyybz"));
    assertFalse(new Wildcard("acme").matches("acme2"));
    assertFalse(new Wildcard("a.c").matches("abc"));
    assertFalse(new Wildcard("*a".repeat(50)).matches("a".repeat(10_000) + "b"));
  }

  @Test
  void routesThatAreNotSetAreEverythingAndTheTerminalTellsEach() {
    Routing routing = Routing.none().orEverything(List.of("terminal", "chat"));
    assertEquals(Set.of("terminal", "chat"), routing.channels());
    assertTrue(assertNotNullRoute(routing, "each-alert").each());
    assertFalse(assertNotNullRoute(routing, "everything").each());
    Routing set = read("routes.a.channels=x");
    assertEquals(set, set.orEverything(List.of("terminal")));
  }

  private static Route assertNotNullRoute(Routing routing, String name) {
    Route route = routing.route(name);
    assertNotNull(route);
    return route;
  }
}
