package dev.pubwatch.cli.simulate.scenario.attack;

import dev.pubwatch.cli.simulate.scenario.Odd;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Key;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import java.time.Instant;

/** No attestation, no activity in the repository, a token that nobody had used for years. */
public final class UltralyticsWave2 implements Scenario {
  @Override
  public About about() {
    return new About(
        "ultralytics-wave-2",
        "a forgotten API token releases what a trusted publisher always did",
        Kind.MALICIOUS,
        "2024-12-07",
        "blog.pypi.org 2024-12-11");
  }

  @Override
  public void tell(Story story) {
    Unit yolo = Ultralytics.join(story);
    Instant at = story.time("2024-12-07T01:41:00Z");
    Key forgotten = Key.token("ultralytics forgotten", at.minusSeconds(900 * 86_400L));
    Who thief =
        story.maintainer(yolo, at).with(forgotten).from(story.elsewhere(0)).using("twine", "5.1");
    story.publish(at, yolo, 0, thief, "publish", Odd.unattested());
    story.publish(at.plusSeconds(2_040), yolo, 0, thief, "publish", Odd.unattested());
  }
}
