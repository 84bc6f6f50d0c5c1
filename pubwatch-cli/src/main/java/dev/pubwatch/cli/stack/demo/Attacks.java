package dev.pubwatch.cli.stack.demo;

import dev.pubwatch.events.CiContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Incidents written after the patterns of public reports. */
final class Attacks {
  private final Timeline timeline;
  private final List<Incident> incidents = new ArrayList<>();

  Attacks(Timeline timeline) {
    this.timeline = timeline;
  }

  List<Incident> strike() {
    takeover(day(690).plus(Duration.ofHours(3)));
    stolenToken(day(699).plus(Duration.ofHours(2)));
    downgrade(day(708).plus(Duration.ofHours(22)));
    injectedWorkflows(day(717).plus(Duration.ofHours(15)));
    return List.copyOf(incidents);
  }

  private static Instant day(int day) {
    return Cast.BEGIN.plus(Duration.ofDays(day));
  }

  /** A package asleep for years: three release lines at once, each with an install script. */
  private void takeover(Instant t) {
    Person intruder =
        Cast.maintainer("pocket-glob-author")
            .with(Cast.token("pocket-glob-new", t.minusSeconds(240)))
            .from(Cast.HOSTING)
            .using("npm");
    String owner = intruder.account();
    List<String> ids = new ArrayList<>();
    ids.add(timeline.use(t.minusSeconds(300), intruder, "token:create", "pkg:npm/pocket-glob"));
    int second = 0;
    for (String version : List.of("1.4.1", "2.9.1", "3.13.1")) {
      Release release = Release.of(owner, "pocket-glob", version).withInstallScript();
      ids.add(timeline.publish(t.plusSeconds(second), intruder, release));
      second += 31;
    }
    add("dormant-takeover", "dormant package taken over, three release lines at once", ids);
  }

  /** A maintainer's token tried on everything it can reach, from a new network and program. */
  private void stolenToken(Instant t) {
    Person thief = Cast.maintainer("ember").from(Cast.OTHER_HOSTING).using("python-requests");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String project = Cast.packageUrl(i % 2 == 0 ? "ember-cli" : "ember-kit");
      ids.add(timeline.use(t.plusSeconds(i * 9L), thief, "token:use", project));
    }
    for (String name : List.of("ember-cli", "ember-kit")) {
      Release release = Release.of("ember", name, "1.99.0").withInstallScript();
      ids.add(timeline.publish(t.plusSeconds(120 + name.length()), thief, release));
    }
    add("stolen-token", "stolen token used from a new network and program", ids);
  }

  /** A project that only its workflow publishes: a long-lived token does, without provenance. */
  private void downgrade(Instant t) {
    Person hand =
        Cast.maintainer("northlamp-dev")
            .with(Cast.token("northlamp-legacy", Cast.BEGIN.minus(Duration.ofDays(400))))
            .from(Cast.HOSTING);
    Release release = Release.of("northlamp", "northlamp-core", "1.99.1");
    add(
        "trusted-publisher-downgrade",
        "trusted publisher replaced by a long-lived token, no provenance",
        List.of(timeline.publish(t, hand, release)));
  }

  /** The same workflow that sends secrets away, pushed to repositories of four owners. */
  private void injectedWorkflows(Instant t) {
    List<String> ids = new ArrayList<>();
    int minute = 0;
    for (String owner : List.of("tideline", "gravelworks", "kilnhouse", "mossy")) {
      boolean byHand = Cast.HAND.contains(owner);
      Person by = Cast.maintainer(byHand ? owner : owner + "-dev");
      for (String suffix : byHand ? List.of("-cli", "-kit") : List.of("-core", "-plugin")) {
        Instant at = t.plus(Duration.ofMinutes(minute));
        ids.add(
            timeline.workflow(at, by, "workflow:create", owner, owner + suffix, exfiltrating()));
        minute += 2;
      }
    }
    add("injected-workflows", "workflow that sends secrets away, injected at four owners", ids);
  }

  private static CiContext exfiltrating() {
    return CiContext.newBuilder()
        .setWorkflow(".github/workflows/security-check.yml")
        .setRef("refs/heads/main")
        .setSecretsPassed(List.of("NPM_TOKEN", "DEPLOY_KEY", "CLOUD_KEY"))
        .setEgressHosts(List.of("collector.invalid"))
        .setContentHash("5eca11ed")
        .setSendsSecrets(true)
        .build();
  }

  private void add(String name, String title, List<String> ids) {
    incidents.add(new Incident(name, title, ids));
  }
}
