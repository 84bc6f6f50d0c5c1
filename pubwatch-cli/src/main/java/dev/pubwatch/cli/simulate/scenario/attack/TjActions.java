package dev.pubwatch.cli.simulate.scenario.attack;

import dev.pubwatch.cli.simulate.scenario.Odd;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Key;
import dev.pubwatch.cli.simulate.world.Manner;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.CiContext;
import java.time.Instant;
import java.util.List;

/**
 * First one tag of the action that its bot trusts, three days later more than forty tags at once;
 * then runs of many owners contact a host that they never did. Thirty owners stand for thousands.
 */
public final class TjActions implements Scenario {
  @Override
  public About about() {
    return new About(
        "tj-actions",
        "all tags of a popular action moved to one commit that prints secrets",
        Kind.MALICIOUS,
        "2025-03-11",
        "step-security/harden-runner; GHSA-mrrh-fwg8-r2c3");
  }

  @Override
  public void tell(Story story) {
    Unit dog = story.npm("reviewdog", "action-setup").released(Manner.TRUSTED).every(0).join();
    Instant early = story.time("2025-03-11T18:42:00Z");
    story.forge(
        early, "tag:move", dog, story.person("reviewdog-helper", dog, early), tag("v1"), "tag");
    Unit tj =
        story
            .npm("tj-actions", "changed-files")
            .team("tj-maintainer")
            .released(Manner.TRUSTED)
            .every(0)
            .join();
    Instant at = story.time("2025-03-14T16:00:11Z");
    Key stolen = Key.token("tj-bot pat", at.minusSeconds(400 * 86_400L));
    Who bot = new Who("tj-actions-bot", ActorKind.bot, stolen, story.elsewhere(0), "git", "2.43");
    for (int i = 1; i <= 45; i++) {
      story.forge(at.plusMillis(i * 400L), "tag:move", tj, bot, tag("v" + i), "tag");
    }
    for (int i = 0; i < 30; i++) {
      Unit user =
          story
              .pypi("tj-user-" + i, "tj-user-app-" + i)
              .released(Manner.BY_CI_TOKEN)
              .every(45)
              .join();
      Instant ran = at.plusSeconds(600 + i * 1_733L);
      CiContext run =
          Odd.run("test.yml", "138" + i + "0001", "push")
              .setSecretsPassed(List.of("TOKEN"))
              .setEgressHosts(List.of("pypi.org", "gist-raw.example"))
              .build();
      Who who = story.maintainer(user, ran);
      story.forge(ran, "run:start", user, who, run, "run");
      story.forge(
          ran.plusSeconds(130),
          "run:complete",
          user,
          who,
          CiContext.newBuilder(run).setConclusion("success").build(),
          "run");
    }
  }

  private static CiContext tag(String name) {
    return CiContext.newBuilder()
        .setRef("refs/tags/" + name)
        .setHeadSha("0e58ed8671d6b60d0890c21b07f8835ace038e67")
        .build();
  }
}
