package dev.pubwatch.cli.simulate.scenario.control;

import dev.pubwatch.cli.simulate.scenario.Odd;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Key;
import dev.pubwatch.cli.simulate.world.Manner;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import dev.pubwatch.events.CiContext;
import dev.pubwatch.events.CredentialKind;
import java.time.Instant;

/** A token for years, then the workflow's own identity, with provenance. */
public final class TrustedPublishingAdopted implements Scenario {
  @Override
  public About about() {
    return new About(
        "control-trusted-publishing-adopted",
        "the first releases after adopting trusted publishing",
        Kind.CONTROL,
        "2025-03-03",
        "");
  }

  @Override
  public void tell(Story story) {
    Unit unit = story.pypi("adopters", "modern").released(Manner.BY_CI_TOKEN).every(9).join();
    Key trusted =
        new Key(
            "oidc:" + unit.forgeProject(),
            CredentialKind.trusted_publisher,
            null,
            unit.workflowRef());
    Instant edited = story.time("2025-03-04T13:00:00Z");
    CiContext file =
        CiContext.newBuilder()
            .setWorkflow(".github/workflows/release.yml")
            .setRef("refs/heads/main")
            .setContentHash("ad0p7")
            .setSendsSecrets(false)
            .build();
    Who owner = story.maintainer(unit, edited);
    story.forge(edited, "workflow:update", unit, owner, file, "workflow");
    for (int i = 0; i < 3; i++) {
      Instant at = edited.plusSeconds(2_000 + i * 80_000L);
      CiContext run = Odd.run("release.yml", "70040" + i, "push").setHeadSha("f" + i).build();
      story.forge(at.minusSeconds(150), "run:start", unit, owner, run, "run");
      Who robot = story.robot(unit, at).with(trusted);
      story.publish(at, unit, 0, robot, "publish", Odd.ofRun(run));
      CiContext done = CiContext.newBuilder(run).setConclusion("success").build();
      story.forge(at.plusSeconds(30), "run:complete", unit, owner, done, "run");
    }
  }
}
