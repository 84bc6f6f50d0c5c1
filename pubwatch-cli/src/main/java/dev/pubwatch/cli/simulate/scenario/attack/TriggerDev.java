package dev.pubwatch.cli.simulate.scenario.attack;

import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Key;
import dev.pubwatch.cli.simulate.world.Manner;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import dev.pubwatch.events.CiContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Seventeen hours of reading from a second origin, then a burst of forced pushes and closed
 * requests; no release at all.
 */
public final class TriggerDev implements Scenario {
  @Override
  public About about() {
    return new About(
        "shai-hulud-2-trigger-dev",
        "an engineer's token clones hundreds of repositories, then branches are destroyed",
        Kind.MALICIOUS,
        "2025-11-18",
        "trigger.dev post-mortem, as summarised by ReversingLabs");
  }

  @Override
  public void tell(Story story) {
    List<Unit> repos = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      var cast =
          story
              .npm("triggerdev", "@triggerdev/part-" + i)
              .team("trigger-engineer", "trigger-lead")
              .repository("repo-" + i)
              .released(Manner.TRUSTED)
              .every(i == 0 ? 7 : 40);
      repos.add((i == 0 ? cast : cast.sharesOwner()).join());
    }
    Instant stolen = story.time("2025-11-24T20:27:00Z");
    Key token = Key.token("trigger-engineer gh", stolen.minusSeconds(90 * 86_400L));
    Who thief =
        story
            .person("trigger-engineer", repos.get(0), stolen)
            .with(token)
            .from(story.elsewhere(0))
            .using("git", "2.34");
    for (int i = 0; i < 669; i++) {
      Instant at = stolen.plusSeconds(1_200 + i * 88L);
      String repo = "github.com/triggerdev/private-" + i;
      story.act(
          at,
          stage ->
              stage.tell(
                  at.toEpochMilli(),
                  stage.records().clone(at, repos.get(0), thief, repo),
                  "clone"));
    }
    Instant end = story.time("2025-11-25T15:27:30Z");
    for (int i = 0; i < 199; i++) {
      CiContext branch = CiContext.newBuilder().setRef("refs/heads/b" + i).build();
      Unit repo = repos.get(i % repos.size());
      story.forge(
          end.plusSeconds(i * 3L), "other:git.force_push", repo, thief, branch, "force push");
    }
    for (int i = 0; i < 42; i++) {
      Unit repo = repos.get(i % repos.size());
      story.forge(
          end.plusMillis(20_000 + i * 250L),
          "other:pull_request.closed",
          repo,
          thief,
          null,
          "closed",
          Map.of("pull_request_id", "9" + i));
    }
  }
}
