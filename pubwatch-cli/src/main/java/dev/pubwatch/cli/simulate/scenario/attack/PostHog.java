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
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Warned of twice in the audit log before the first publish: a request open for less than a minute,
 * then runs deleted and a workflow edited off its branch.
 */
public final class PostHog implements Scenario {
  @Override
  public About about() {
    return new About(
        "shai-hulud-2-posthog",
        "a pull request steals a bot token, five days later it reaches the publish token",
        Kind.MALICIOUS,
        "2025-11-18",
        "posthog.com post-mortem");
  }

  @Override
  public void tell(Story story) {
    Unit posthog =
        story
            .npm(
                "posthog",
                "posthog-node",
                "posthog-js",
                "@posthog/core",
                "@posthog/cli",
                "@posthog/nextjs",
                "@posthog/ai",
                "@posthog/agent",
                "@posthog/siphash",
                "@posthog/plugin-kit",
                "@posthog/rrweb")
            .team("posthog-a", "posthog-b", "posthog-c")
            .repository("posthog")
            .released(Manner.BY_CI_TOKEN)
            .every(2)
            .join();
    Instant request = story.time("2025-11-18T17:40:12Z");
    Who stranger = story.person("brand-new-account", posthog, request);
    Map<String, String> id = Map.of("pull_request_id", "41310");
    story.forge(request, "other:pull_request.opened", posthog, stranger, null, "pull request", id);
    CiContext run = Odd.run("assign-reviewers.yml", "19476211001", "pull_request_target").build();
    story.forge(request.plusSeconds(9), "run:start", posthog, stranger, run, "run");
    story.forge(
        request.plusSeconds(49),
        "other:pull_request.closed",
        posthog,
        stranger,
        null,
        "pull request",
        id);
    story.forge(
        request.plusSeconds(71),
        "run:complete",
        posthog,
        stranger,
        CiContext.newBuilder(run).setConclusion("success").build(),
        "run");
    bot(story, posthog);
    Instant published = story.time("2025-11-24T04:11:00Z");
    Who thief = story.robot(posthog, published).from(story.elsewhere(0)).using("npm", "11.6.2");
    List<Integer> all = IntStream.range(0, posthog.packages().size()).boxed().toList();
    story.publish(published, posthog, all, "", thief, "publish", Odd.installScript());
    story.publish(
        published.plusSeconds(44), posthog, all, "", thief, "publish", Odd.installScript());
  }

  /** What the stolen bot token did at the forge. */
  private static void bot(Story story, Unit posthog) {
    Instant deleted = story.time("2025-11-23T15:28:30Z");
    Key stolen = Key.token("posthog-bot pat", deleted.minusSeconds(300 * 86_400L));
    Who bot = new Who("posthog-bot", ActorKind.bot, stolen, story.elsewhere(1), "git", "2.43");
    CiContext old = Odd.run("assign-reviewers.yml", "19476211001", "pull_request_target").build();
    story.forge(deleted, "run:delete", posthog, bot, old, "run deleted");
    CiContext edited =
        CiContext.newBuilder(
                Odd.sending(
                    "lint-pr.yml",
                    "77aa01c4e9b2d358",
                    "webhook.example",
                    "NPM_TOKEN",
                    "POSTHOG_BOT_PAT"))
            .setRef("refs/heads/detached")
            .setHeadSha("c5d0a4b1e2f39687a1b2c3d4e5f60718293a4b5c")
            .build();
    Instant edit = story.time("2025-11-23T15:43:10Z");
    story.forge(edit, "workflow:update", posthog, bot, edited, "workflow");
    CiContext run =
        CiContext.newBuilder(edited).setRunId("19614240077").setEvent("pull_request").build();
    Instant ran = story.time("2025-11-23T15:45:02Z");
    story.forge(ran, "run:start", posthog, bot, run, "run");
    story.forge(
        ran.plusSeconds(41),
        "run:complete",
        posthog,
        bot,
        CiContext.newBuilder(run).setConclusion("success").build(),
        "run");
    story.forge(ran.plusSeconds(300), "run:delete", posthog, bot, run, "run deleted");
  }
}
