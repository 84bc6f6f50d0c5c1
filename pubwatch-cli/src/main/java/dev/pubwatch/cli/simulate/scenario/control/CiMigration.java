package dev.pubwatch.cli.simulate.scenario.control;

import dev.pubwatch.cli.simulate.scenario.Odd;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Key;
import dev.pubwatch.cli.simulate.world.Manner;
import dev.pubwatch.cli.simulate.world.Networks;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import dev.pubwatch.events.CiContext;
import java.time.Instant;
import java.util.List;

/** A new workflow file with the publish secret, a new token, another provider's network. */
public final class CiMigration implements Scenario {
  @Override
  public About about() {
    return new About(
        "control-ci-migration",
        "a project moves to another CI provider",
        Kind.CONTROL,
        "2025-03-03",
        "");
  }

  @Override
  public void tell(Story story) {
    Unit unit = story.pypi("movers", "moving-parts").released(Manner.BY_CI_TOKEN).every(7).join();
    Instant begin = story.time("2025-03-04T12:00:00Z");
    Who person = story.maintainer(unit, begin);
    Key fresh = Key.token("movers new ci", begin.plusSeconds(300));
    story.token(begin, "login:success", unit, person.using("browser", "133.0"), "sign-in");
    story.token(begin.plusSeconds(300), "token:create", unit, person.with(fresh), "token");
    story.forge(begin.plusSeconds(400), "secret:create", unit, person, null, "secret");
    CiContext file =
        CiContext.newBuilder()
            .setWorkflow(".pipelines/release.yml")
            .setRef("refs/heads/main")
            .setSecretsPassed(List.of("PYPI_TOKEN"))
            .setContentHash("71aa")
            .setSendsSecrets(false)
            .build();
    story.forge(begin.plusSeconds(900), "workflow:create", unit, person, file, "workflow");
    for (int i = 0; i < 3; i++) {
      Instant at = begin.plusSeconds(3_600 + i * 90_000L);
      Who robot = story.robot(unit, at).with(fresh).from(Networks.runner(2, i));
      story.token(at, "token:use", unit, robot, "use");
      story.publish(at.plusSeconds(1), unit, 0, robot, "publish", Odd.nothing());
    }
  }
}
