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
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Valid credential and provenance; but the run fails, its publish step is skipped, and 42 packages
 * appear in a second, twice.
 */
public final class TanStack implements Scenario {
  @Override
  public About about() {
    return new About(
        "tanstack",
        "a pull request poisons the cache; the rightful workflow publishes in a failed run",
        Kind.MALICIOUS,
        "2026-05-11",
        "tanstack.com post-mortem");
  }

  @Override
  public void tell(Story story) {
    String[] names = new String[42];
    for (int i = 0; i < names.length; i++) {
      names[i] = "@tanstack/" + (i == 0 ? "router" : "part-" + i);
    }
    Unit router =
        story
            .npm("tanstack", names)
            .team("tanstack-a", "tanstack-b", "tanstack-c")
            .repository("router")
            .released(Manner.TRUSTED)
            .every(3)
            .join();
    Instant request = story.time("2026-05-11T10:49:05Z");
    Who stranger = story.person("cache-visitor", router, request);
    Map<String, String> id = Map.of("pull_request_id", "7378");
    story.forge(request, "other:pull_request.opened", router, stranger, null, "pull request", id);
    CiContext bench = Odd.run("bundle-size.yml", "25600001", "pull_request_target").build();
    story.forge(request.plusSeconds(14), "run:start", router, stranger, bench, "run");
    story.forge(
        story.time("2026-05-11T11:11:00Z"),
        "other:git.force_push",
        router,
        stranger,
        CiContext.newBuilder().setRef("refs/pull/7378/head").build(),
        "force push");
    story.forge(
        story.time("2026-05-11T11:29:00Z"),
        "other:cache.save",
        router,
        stranger,
        CiContext.newBuilder(bench).setRef("refs/heads/main").build(),
        "cache",
        Map.of("size_bytes", "1181116006"));
    story.forge(
        story.time("2026-05-11T11:29:40Z"),
        "run:complete",
        router,
        stranger,
        CiContext.newBuilder(bench).setConclusion("success").build(),
        "run");
    story.forge(
        story.time("2026-05-11T11:31:00Z"),
        "other:pull_request.closed",
        router,
        stranger,
        null,
        "pull request",
        id);
    publish(story, router, "2026-05-11T19:15:44Z", "2026-05-11T19:20:39Z", "25613001");
    publish(story, router, "2026-05-11T19:22:10Z", "2026-05-11T19:26:14Z", "25613002");
  }

  private static void publish(Story story, Unit router, String begins, String at, String runId) {
    Instant begin = story.time(begins);
    Instant published = story.time(at);
    Who pusher = story.maintainer(router, begin);
    CiContext run = Odd.run("release.yml", runId, "push").setHeadSha("cc" + runId).build();
    story.forge(begin, "run:start", router, pusher, run, "publish run");
    List<Integer> all = IntStream.range(0, router.packages().size()).boxed().toList();
    CiContext failed = CiContext.newBuilder(run).setConclusion("failure").build();
    story.publish(
        published,
        router,
        all,
        "",
        story.robot(router, published),
        "publish",
        Odd.ofRun(run).andThen(Odd.newDependency("@tanstack/setup")));
    story.forge(published.plusSeconds(31), "run:complete", router, pusher, failed, "publish run");
  }
}
