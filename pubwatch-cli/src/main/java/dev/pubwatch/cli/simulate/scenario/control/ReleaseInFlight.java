package dev.pubwatch.cli.simulate.scenario.control;

import dev.pubwatch.cli.simulate.scenario.Odd;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Manner;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import dev.pubwatch.events.CiContext;
import java.time.Instant;

/** Signed and published after twenty minutes, complete after fifty-two. */
public final class ReleaseInFlight implements Scenario {
  @Override
  public About about() {
    return new About(
        "control-release-in-flight",
        "a release whose run ends half an hour after it published",
        Kind.CONTROL,
        "2025-03-03",
        "");
  }

  @Override
  public void tell(Story story) {
    Unit unit = story.npm("heavyworks", "big-build").released(Manner.TRUSTED).every(10).join();
    Instant at = story.time("2025-03-05T11:00:00Z");
    Who pusher = story.maintainer(unit, at);
    CiContext run = Odd.run("release.yml", "700500", "push").setHeadSha("ab").build();
    story.forge(at, "run:start", unit, pusher, run, "run");
    Instant published = at.plusSeconds(1_200);
    story.publish(published, unit, 0, story.robot(unit, published), "publish", Odd.ofRun(run));
    CiContext done = CiContext.newBuilder(run).setConclusion("success").build();
    story.forge(at.plusSeconds(3_120), "run:complete", unit, pusher, done, "run");
  }
}
