package dev.pubwatch.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;

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
    STREAM.addAll(Background.of(77, 150, DAYS));
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
  @org.junit.jupiter.params.provider.MethodSource("names")
  void staysSilent(String name) {
    String told = "/normal/" + name + ".trace:then-";
    List<Alert> alerts =
        RUN.alerts.stream()
            .filter(a -> a.events().stream().anyMatch(e -> e.eventId().startsWith(told)))
            .toList();
    assertEquals(List.of(), alerts.stream().map(Alert::summary).toList());
  }
}
