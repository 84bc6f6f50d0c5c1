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

/**
 * The storage key writes the object outside any release, from abroad, with a content that no
 * release has; then runs of many owners send to an address that they never did.
 */
public final class Codecov implements Scenario {
  @Override
  public About about() {
    return new About(
        "codecov",
        "an uploader script overwritten in its bucket, now and then, for two months",
        Kind.MALICIOUS,
        "2021-01-31",
        "CNCF tag-security catalogue");
  }

  @Override
  public void tell(Story story) {
    Unit codecov =
        story
            .npm("codecov", "bash-uploader")
            .team("codecov-ci")
            .released(Manner.BY_CI_TOKEN)
            .every(20)
            .join();
    Instant first = story.time("2021-01-31T03:12:00Z");
    for (int i = 0; i < 9; i++) {
      Instant at = first.plusSeconds(i * 6L * 86_400L + i * 5_003L);
      Who thief = story.robot(codecov, at).from(story.elsewhere(0)).using("gsutil", "4.57");
      story.publish(
          at,
          codecov,
          0,
          thief,
          "overwrite",
          event -> {
            event.setAction("other:storage.objects.overwrite");
            event.setSourceAction("storage.objects.overwrite");
            event.setCi(null);
          });
    }
    for (int i = 0; i < 30; i++) {
      Unit user =
          story
              .npm("codecov-user-" + i, "codecov-user-app-" + i)
              .released(Manner.BY_CI_TOKEN)
              .every(30)
              .join();
      Instant ran = first.plusSeconds(7_200 + i * 40_013L);
      CiContext run =
          Odd.run("test.yml", "51" + i + "7001", "push")
              .setSecretsPassed(List.of("NPM_TOKEN"))
              .setEgressHosts(List.of("registry.npmjs.org", "178.62.example"))
              .build();
      Who who = story.maintainer(user, ran);
      story.forge(ran, "run:start", user, who, run, "run");
      story.forge(
          ran.plusSeconds(200),
          "run:complete",
          user,
          who,
          CiContext.newBuilder(run).setConclusion("success").build(),
          "run");
    }
  }
}
