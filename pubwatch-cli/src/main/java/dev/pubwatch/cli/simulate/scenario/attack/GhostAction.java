package dev.pubwatch.cli.simulate.scenario.attack;

import dev.pubwatch.cli.simulate.scenario.Odd;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Manner;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import dev.pubwatch.events.CiContext;
import java.time.Instant;
import java.util.Locale;

/**
 * The same workflow pushed under the maintainers' own names; its runs send publish secrets to one
 * host; nothing happens at the registry but the reports of leaks, days later. 40 owners with 100
 * repositories stand for 327 with 817.
 */
public final class GhostAction implements Scenario {
  @Override
  public About about() {
    return new About(
        "ghostaction",
        "one workflow that sends secrets away, pushed to many repositories of unrelated owners",
        Kind.MALICIOUS,
        "2025-09-02",
        "blog.pypi.org 2025-09-16; GitGuardian 2025-09-05");
  }

  @Override
  public void tell(Story story) {
    Instant wave = story.time("2025-09-02T08:12:00Z");
    for (int i = 0; i < OWNERS; i++) {
      if (i == 12) {
        wave = story.time("2025-09-03T07:40:00Z");
      } else if (i == 26) {
        wave = story.time("2025-09-05T05:55:00Z");
      }
      wave = wave.plusSeconds(200 + 97L * (i * 7 % 11));
      owner(story, i, wave);
    }
  }

  private static final int OWNERS = 40;
  private static final String WORKFLOW = "github_actions_security.yml";
  private static final String HOST = "bold-dhawan.plesk.example";

  /** One to four repositories, half a minute apart. */
  private static void owner(Story story, int number, Instant begin) {
    String owner = "ghost-victim-" + number;
    for (int i = 0; i < 1 + number % 4; i++) {
      String name = String.format(Locale.ROOT, "tool-%d-%d", number, i);
      var cast = number % 3 == 0 ? story.npm(owner, name) : story.pypi(owner, name);
      cast = i == 0 ? cast : cast.sharesOwner();
      Unit unit = cast.released(Manner.BY_CI_TOKEN).every(20 + number).join();
      inject(story, unit, begin.plusSeconds(31L * i));
    }
  }

  private static void inject(Story story, Unit unit, Instant at) {
    Who owner = story.maintainer(unit, at);
    String[] secrets =
        unit.registry().equals("npm")
            ? new String[] {"NPM_TOKEN"}
            : new String[] {"PYPI_API_TOKEN", "DOCKERHUB_TOKEN"};
    CiContext injected = Odd.sending(WORKFLOW, "9f1c37ab26d04e58", HOST, secrets);
    story.forge(at, "workflow:create", unit, owner, injected, "workflow");
    CiContext run =
        CiContext.newBuilder(injected)
            .setRunId("30" + at.getEpochSecond())
            .setEvent("push")
            .setRunnerKind("hosted")
            .build();
    story.forge(at.plusSeconds(6), "run:start", unit, owner, run, "run");
    CiContext ended = CiContext.newBuilder(run).setConclusion("success").build();
    story.forge(at.plusSeconds(38), "run:complete", unit, owner, ended, "run");
    Instant reported = story.time("2025-09-05T15:30:00Z").plusSeconds(at.getEpochSecond() % 900);
    story.exposed(
        at.plusSeconds(20), reported, story.robot(unit, at).key(), unit, "secret-scanning");
  }
}
