package dev.pubwatch.cli.simulate.scenario.attack;

import dev.pubwatch.cli.simulate.scenario.Odd;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Key;
import dev.pubwatch.cli.simulate.world.Manner;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import dev.pubwatch.events.CiContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A workflow that can be injected into, five days later a request with code in its title, a publish
 * run dispatched on a branch that is deleted with its runs, and releases by token without
 * provenance on several lines.
 */
public final class NxSingularity implements Scenario {
  @Override
  public About about() {
    return new About(
        "nx-s1ngularity",
        "a pull request title runs code, which dispatches the publish workflow",
        Kind.MALICIOUS,
        "2025-08-21",
        "nx.dev post-mortem; GHSA-cxm3-wv7p-598c");
  }

  @Override
  public void tell(Story story) {
    Unit nx =
        story
            .npm(
                "nrwl",
                "nx",
                "@nx/devkit",
                "@nx/js",
                "@nx/workspace",
                "@nx/node",
                "@nx/eslint",
                "@nx/key",
                "@nx/enterprise-cloud")
            .team("nrwl-a", "nrwl-b")
            .repository("nx")
            .released(Manner.TRUSTED)
            .lines("20.12", "21.5")
            .every(4)
            .join();
    Instant edit = story.time("2025-08-21T14:20:00Z");
    CiContext validation =
        CiContext.newBuilder()
            .setWorkflow(".github/workflows/pr-title-validation.yml")
            .setRef("refs/heads/main")
            .setEvent("pull_request_target")
            .setContentHash("1f0e9d8c7b6a")
            .setActionRefsUnpinned(2)
            .setSendsSecrets(false)
            .build();
    story.forge(edit, "workflow:update", nx, story.maintainer(nx, edit), validation, "");
    Instant request = story.time("2025-08-26T20:11:00Z");
    Who stranger = story.person("fresh-fork", nx, request);
    Map<String, String> id = Map.of("pull_request_id", "32458");
    story.forge(request, "other:pull_request.opened", nx, stranger, null, "pull request", id);
    CiContext run = Odd.run("pr-title-validation.yml", "17200001", "pull_request_target").build();
    story.forge(request.plusSeconds(8), "run:start", nx, stranger, run, "run");
    story.forge(
        request.plusSeconds(30),
        "run:complete",
        nx,
        stranger,
        CiContext.newBuilder(run).setConclusion("success").build(),
        "run");
    CiContext dispatched =
        Odd.run("publish.yml", "17200002", "workflow_dispatch")
            .setRef("refs/heads/x")
            .setSecretsPassed(List.of("NPM_TOKEN"))
            .setEgressHosts(List.of("webhook.example"))
            .setHeadSha("3905475cfd0e0ea670e20c6a9eaeb768169dc33d")
            .build();
    Instant stolen = request.plusSeconds(900);
    Who bot = story.robot(nx, stolen);
    story.forge(stolen, "run:start", nx, bot, dispatched, "publish run");
    story.forge(
        stolen.plusSeconds(95),
        "run:complete",
        nx,
        bot,
        CiContext.newBuilder(dispatched).setConclusion("success").build(),
        "publish run");
    story.forge(stolen.plusSeconds(160), "run:delete", nx, bot, dispatched, "run deleted");
    publish(story, nx);
  }

  private static void publish(Story story, Unit nx) {
    Instant first = story.time("2025-08-26T22:32:25Z");
    Key token = Key.token("nrwl legacy publish", first.minusSeconds(700 * 86_400L));
    Who thief =
        story.maintainer(nx, first).with(token).from(story.elsewhere(0)).using("npm", "10.9.2");
    List<Integer> core = List.of(0);
    List<Integer> plugins = List.of(1, 2, 3, 4, 5, 6, 7);
    var odd = Odd.unattested().andThen(Odd.installScript());
    story.publish(first, nx, core, "21.5", thief, "publish", odd);
    story.publish(first.plusSeconds(420), nx, core, "20.12", thief, "publish", odd);
    story.publish(first.plusSeconds(2_900), nx, plugins, "21.5", thief, "publish", odd);
    story.publish(first.plusSeconds(4_000), nx, core, "21.5", thief, "publish", odd);
    story.publish(first.plusSeconds(4_100), nx, core, "20.12", thief, "publish", odd);
    story.exposed(first.minusSeconds(7_000), first.plusSeconds(6 * 3600), token, nx, "analyst");
  }
}
