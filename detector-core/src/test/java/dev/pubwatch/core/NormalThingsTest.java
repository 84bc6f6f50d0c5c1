package dev.pubwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Normal things that must stay silent, each a trace in {@code src/test/resources/normal}: the past
 * of all of them runs among ordinary traffic, through every stage and the judge, with the
 * documented defaults; then what each trace tells must not alert.
 */
class NormalThingsTest {
  private static final int DAYS = 400;
  private static final DetectorRun RUN = new DetectorRun(DetectorConfig.DEFAULTS);
  private static final List<Event> STREAM = new ArrayList<>();

  private static final List<String> NAMES =
      List.of(
          "workspace-release",
          "first-workspace-release",
          "old-major-backport",
          "maintainer-travelling",
          "maintainer-on-a-vpn",
          "runner-ip-churn",
          "runner-ip-churn-unknown-network",
          "new-ci-provider",
          "dormant-revived",
          "dormant-owner-revives",
          "hotfix-at-night",
          "monthly-job",
          "nightly-bot",
          "adopts-trusted-publishing",
          "release-in-runs");

  static List<String> names() {
    return NAMES;
  }

  @BeforeAll
  static void runThemAll() {
    STREAM.addAll(OrdinaryRegistry.of(77, 150, DAYS));
    for (String name : NAMES) {
      Trace trace = trace(name);
      STREAM.addAll(trace.events("past"));
      STREAM.addAll(trace.events("then"));
    }
    STREAM.sort(Comparator.comparingLong(Event::timeMillis).thenComparing(Event::eventId));
    for (Event event : STREAM) {
      RUN.score(event);
    }
  }

  private static Trace trace(String name) {
    return Trace.read("/normal/" + name + ".trace", Background.START);
  }

  @ParameterizedTest
  @MethodSource("names")
  void staysSilent(String name) {
    String told = "/normal/" + name + ".trace:then-";
    List<Alert> alerts =
        RUN.alerts.stream()
            .filter(a -> a.events().stream().anyMatch(e -> e.eventId().startsWith(told)))
            .toList();
    assertEquals(List.of(), alerts.stream().map(Alert::summary).toList());
  }

  /** The job drops a repeat within its TTL; one that comes later still must not matter. */
  @Test
  void theSameEventTwice() {
    List<Event> lastDay = STREAM.subList(STREAM.size() - 40, STREAM.size());
    assertEquals(List.of(), alertsOf(lastDay.stream().filter(e -> !alerted(e)).toList(), false));
  }

  /** Fed after everything else, with the time at which it happened. */
  @Test
  void anEventThatComesAWeekLate() {
    trace("a-week-late").events("past").forEach(RUN::score);
    assertEquals(List.of(), alertsOf(trace("a-week-late").events("then"), true));
  }

  private static boolean alerted(Event event) {
    return RUN.alerts.stream()
        .anyMatch(a -> a.events().stream().anyMatch(e -> e.eventId().equals(event.eventId())));
  }

  /** Alerts that the events raise when they come again. */
  private static List<String> alertsOf(List<Event> events, boolean late) {
    int before = RUN.alerts.size();
    events.forEach(e -> RUN.score(e, late));
    return RUN.alerts.subList(before, RUN.alerts.size()).stream().map(Alert::summary).toList();
  }
}
