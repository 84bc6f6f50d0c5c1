package dev.pubwatch.cli.simulate.scenario.control;

import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Key;
import dev.pubwatch.cli.simulate.world.Manner;
import dev.pubwatch.cli.simulate.world.Networks;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.CiContext;
import dev.pubwatch.events.CredentialKind;
import java.time.Instant;

/** The same content new to thirty owners within an hour; no secret, no host. */
public final class DependencyBot implements Scenario {
  @Override
  public About about() {
    return new About(
        "control-dependency-bot",
        "a bot raises the same action in the workflows of thirty owners",
        Kind.CONTROL,
        "2025-03-03",
        "");
  }

  @Override
  public void tell(Story story) {
    Instant at = story.time("2025-03-05T06:00:00Z");
    Key app = new Key("app:dependency-bot", CredentialKind.app, null, null);
    Who bot =
        new Who("dependency-bot[bot]", ActorKind.bot, app, Networks.runner(0, 5), "git", "2.43");
    for (int i = 0; i < 30; i++) {
      Unit unit =
          story.npm("botted-" + i, "botted-app-" + i).released(Manner.TRUSTED).every(30).join();
      CiContext raised =
          CiContext.newBuilder()
              .setWorkflow(".github/workflows/test.yml")
              .setRef("refs/heads/main")
              .setContentHash("b07b07b07b07b07b")
              .setSendsSecrets(false)
              .setActionRefsUnpinned(0)
              .build();
      story.forge(at.plusSeconds(i * 110L), "workflow:update", unit, bot, raised, "workflow");
    }
  }
}
