package dev.pubwatch.cli.simulate.scenario.control;

import dev.pubwatch.cli.simulate.scenario.Odd;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import java.time.Instant;

/**
 * The maintainer mends what he broke in the evening, at home, at an hour of his that no release
 * had.
 */
public final class NightHotfix implements Scenario {
  @Override
  public About about() {
    return new About(
        "control-night-hotfix",
        "two releases in the middle of the night",
        Kind.CONTROL,
        "2025-03-03",
        "");
  }

  @Override
  public void tell(Story story) {
    Unit unit = story.pypi("nightowl", "brittle").every(10).join();
    Instant at = story.time("2025-03-06T02:40:00Z");
    Who owner = story.maintainer(unit, at);
    for (int i = 0; i < 2; i++) {
      Instant fix = at.plusSeconds(i * 1_260L);
      story.token(fix.minusSeconds(1), "token:use", unit, owner, "use");
      story.publish(fix, unit, 0, owner, "publish", Odd.nothing());
    }
  }
}
