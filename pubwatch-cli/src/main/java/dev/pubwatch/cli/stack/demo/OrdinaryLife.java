package dev.pubwatch.cli.stack.demo;

import dev.pubwatch.events.CiContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** What goes on without anybody meaning harm: it must stay silent. */
final class OrdinaryLife {
  private static final Instant END = Cast.BEGIN.plus(Cast.LENGTH);
  private static final String[] WORKFLOWS = {"test.yml", "release.yml", "lint.yml"};

  private final Timeline timeline;
  private final Random random;

  OrdinaryLife(Timeline timeline) {
    this.timeline = timeline;
    this.random = timeline.random();
  }

  void unfold() {
    Cast.HAND.forEach(this::byHand);
    Cast.WORKFLOW.forEach(this::byWorkflow);
    releaseTrain();
    sleepers();
    backports();
  }

  /** Two packages each, released about weekly on working days, now and then from the road. */
  private void byHand(String account) {
    Person at = Cast.maintainer(account);
    for (String name : List.of(account + "-cli", account + "-kit")) {
      int patch = 0;
      for (Instant t = workingHours(Cast.BEGIN); t.isBefore(END); t = workingHours(later(t, 9))) {
        Person by = random.nextInt(30) == 0 ? at.from(Cast.VPN) : at;
        timeline.release(t, by, Release.of(account, name, version(patch++)));
      }
      workflowEdits(at, account, name);
    }
    signIns(at);
  }

  private void signIns(Person at) {
    for (Instant t = workingHours(Cast.BEGIN); t.isBefore(END); t = workingHours(later(t, 7))) {
      Person by = random.nextInt(30) == 0 ? at.from(Cast.VPN) : at;
      timeline.use(t, by.using("browser"), "login:success", Cast.packageUrl(at.account() + "-cli"));
    }
  }

  /** Two packages each, released by their workflow every few days at any hour. */
  private void byWorkflow(String owner) {
    for (String name : List.of(owner + "-core", owner + "-plugin")) {
      Person bot = Cast.workflow(owner, name);
      int patch = 0;
      for (Instant t = later(Cast.BEGIN, 4); t.isBefore(END); t = later(t, 5)) {
        timeline.release(t, bot, Release.of(owner, name, version(patch++)));
      }
      workflowEdits(Cast.maintainer(owner + "-dev"), owner, name);
    }
  }

  /** A workspace of thirty packages, all released within minutes every other week. */
  private void releaseTrain() {
    int minor = 0;
    for (Instant t = later(Cast.BEGIN, 4); t.isBefore(END); t = later(t, 14)) {
      minor++;
      for (int i = 0; i < Cast.TRAIN_PACKAGES; i++) {
        String name = "@%s/part-%02d".formatted(Cast.TRAIN, i);
        Person bot = Cast.workflow(Cast.TRAIN, "workspace");
        timeline.publish(
            t.plusSeconds(i * 7L + random.nextInt(4)),
            bot,
            Release.of(Cast.TRAIN, name, "1." + minor + ".0"));
      }
    }
    workflowEdits(Cast.maintainer("orchard-dev"), Cast.TRAIN, "workspace");
  }

  /** Finished packages: busy for three months, then quiet; one is taken up again by its owner. */
  private void sleepers() {
    for (String name : List.of("pocket-glob", "tiny-ansi", "left-fold", "old-lamp")) {
      Person owner = Cast.maintainer(name + "-author");
      for (int week = 0; week < 14; week++) {
        Instant t = workingHours(Cast.BEGIN.plus(Duration.ofDays(week * 7L)));
        int line = 1 + week / 5;
        timeline.release(t, owner, Release.of(owner.account(), name, line + "." + week + ".0"));
      }
    }
    Person back = Cast.maintainer("old-lamp-author");
    Instant revived = workingHours(Cast.BEGIN.plus(Duration.ofDays(560)));
    timeline.release(revived, back, Release.of(back.account(), "old-lamp", "3.14.0"));
  }

  /** An old major that its maintainer still mends by hand, beside a workflow for the new one. */
  private void backports() {
    Instant adopted = Cast.BEGIN.plus(Duration.ofDays(150));
    Person bot = Cast.workflow("saltbox", "saltbox-server");
    Person hand = Cast.maintainer("saltbox-dev");
    int minor = 0;
    for (Instant t = later(adopted, 4); t.isBefore(END); t = later(t, 6)) {
      timeline.release(t, bot, Release.of("saltbox", "saltbox-server", "2." + minor++ + ".0"));
    }
    int patch = 0;
    for (Instant t = workingHours(Cast.BEGIN); t.isBefore(END); ) {
      timeline.release(t, hand, Release.of("saltbox", "saltbox-server", "1.9." + patch++));
      t = workingHours(later(t, t.isBefore(adopted) ? 7 : 45));
    }
  }

  private void workflowEdits(Person by, String owner, String name) {
    for (Instant t = workingHours(later(Cast.BEGIN, 20));
        t.isBefore(END);
        t = workingHours(later(t, 30))) {
      CiContext ci =
          CiContext.newBuilder()
              .setWorkflow(".github/workflows/" + WORKFLOWS[random.nextInt(WORKFLOWS.length)])
              .setRef("refs/heads/main")
              .setSecretsPassed(random.nextInt(3) == 0 ? List.of("NPM_TOKEN") : List.of())
              .setEgressHosts(random.nextInt(3) == 0 ? List.of("registry.example") : List.of())
              .setContentHash("%08x".formatted(random.nextInt()))
              .setSendsSecrets(false)
              .build();
      timeline.workflow(t, by, "workflow:update", owner, name, ci);
    }
  }

  /** Some days on, by an exponential of that mean, at least three hours. */
  private Instant later(Instant from, double meanDays) {
    double days = -StrictMath.log(1 - random.nextDouble()) * meanDays;
    return from.plusSeconds(3 * 3600 + (long) (days * 86_400));
  }

  /** The same day between eight and eighteen. */
  private Instant workingHours(Instant day) {
    long midnight = Math.floorDiv(day.getEpochSecond(), 86_400L) * 86_400L;
    return Instant.ofEpochSecond(midnight + 8 * 3600 + random.nextInt(10 * 3600));
  }

  private static String version(int patch) {
    return "1.%d.%d".formatted(patch / 10, patch % 10);
  }
}
