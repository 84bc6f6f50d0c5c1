package dev.pubwatch.cli.simulate.scenario.control;

import dev.pubwatch.cli.simulate.scenario.Odd;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Manner;
import dev.pubwatch.cli.simulate.world.Place;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import dev.pubwatch.events.CiContext;
import dev.pubwatch.events.NetworkKind;
import java.time.Instant;

/** The same workflow and token, from addresses and an AS that nobody has seen before. */
public final class RunnerChurn implements Scenario {
  @Override
  public About about() {
    return new About(
        "control-runner-churn",
        "a CI provider moves its runners to another address block",
        Kind.CONTROL,
        "2025-03-03",
        "");
  }

  @Override
  public void tell(Story story) {
    Unit unit = story.npm("steadyhand", "steady").released(Manner.BY_CI_TOKEN).every(4).join();
    for (int i = 0; i < 4; i++) {
      Instant at = story.time("2025-03-04T10:00:00Z").plusSeconds(i * 71_000L);
      Place fresh =
          new Place(
              "198.18.20" + i + ".9",
              "198.18.192.0/18",
              64_549L,
              "Example CI Expansion",
              "US",
              NetworkKind.ci,
              "example-actions");
      Who robot = story.robot(unit, at).from(fresh);
      CiContext run = Odd.run("release.yml", "70020" + i, "push").setHeadSha("e" + i).build();
      story.forge(at.minusSeconds(200), "run:start", unit, story.maintainer(unit, at), run, "run");
      story.token(at.minusSeconds(1), "token:use", unit, robot, "use");
      CiContext commit = CiContext.newBuilder().setHeadSha("e" + i).build();
      story.publish(at, unit, 0, robot, "publish", Odd.ofRun(commit));
      CiContext done = CiContext.newBuilder(run).setConclusion("success").build();
      story.forge(
          at.plusSeconds(20), "run:complete", unit, story.maintainer(unit, at), done, "run");
    }
  }
}
