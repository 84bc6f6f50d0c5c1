package dev.pubwatch.cli.simulate.scenario.control;

import dev.pubwatch.cli.simulate.scenario.Odd;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Manner;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import dev.pubwatch.events.CiContext;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Eighty packages in nine minutes, by the workflow that always does it. */
public final class WorkspaceRelease implements Scenario {
  @Override
  public About about() {
    return new About(
        "control-workspace-release",
        "a workspace of eighty packages released as a whole",
        Kind.CONTROL,
        "2025-03-03",
        "");
  }

  @Override
  public void tell(Story story) {
    String[] names = new String[80];
    for (int i = 0; i < names.length; i++) {
      names[i] = "@wideworks/crate-" + i;
    }
    Unit all =
        story
            .npm("wideworks", names)
            .repository("workspace")
            .released(Manner.TRUSTED)
            .every(16)
            .join();
    Instant at = story.time("2025-03-05T14:10:00Z");
    Who pusher = story.maintainer(all, at);
    CiContext run = Odd.run("release.yml", "700100", "push").setHeadSha("d1").build();
    story.forge(at, "run:start", all, pusher, run, "run");
    List<Integer> numbers = IntStream.range(0, names.length).boxed().toList();
    Instant published = at.plusSeconds(300);
    story.publish(
        published, all, numbers, "", story.robot(all, published), "publish", Odd.ofRun(run));
    CiContext done = CiContext.newBuilder(run).setConclusion("success").build();
    story.forge(at.plusSeconds(340), "run:complete", all, pusher, done, "run");
  }
}
