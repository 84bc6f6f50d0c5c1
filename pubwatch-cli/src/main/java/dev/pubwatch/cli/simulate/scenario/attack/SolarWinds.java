package dev.pubwatch.cli.simulate.scenario.attack;

import dev.pubwatch.cli.simulate.scenario.Odd;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Manner;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import dev.pubwatch.events.CiContext;
import java.time.Instant;
import java.util.List;

/** Nothing in any event tells: only the build environment or a reproduced build could. */
public final class SolarWinds implements Scenario {
  @Override
  public About about() {
    return new About(
        "solarwinds",
        "an implant on the build host: the registry sees ordinary signed releases",
        Kind.INVISIBLE,
        "2020-02-20",
        "CNCF tag-security catalogue");
  }

  @Override
  public void tell(Story story) {
    Unit orion = story.npm("orion", "@orion/platform").released(Manner.TRUSTED).every(14).join();
    for (String day : List.of("2020-02-20T15:11:00Z", "2020-03-24T14:02:00Z")) {
      Instant at = story.time(day);
      CiContext run =
          Odd.run("release.yml", "77" + at.getEpochSecond(), "push")
              .setHeadSha("aa" + at.getEpochSecond())
              .build();
      Who pusher = story.maintainer(orion, at);
      story.forge(at.minusSeconds(300), "run:start", orion, pusher, run, "");
      story.publish(at, orion, 0, story.robot(orion, at), "signed release", Odd.ofRun(run));
      story.forge(
          at.plusSeconds(20),
          "run:complete",
          orion,
          pusher,
          CiContext.newBuilder(run).setConclusion("success").build(),
          "");
    }
  }
}
