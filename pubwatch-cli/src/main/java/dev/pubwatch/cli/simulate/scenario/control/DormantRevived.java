package dev.pubwatch.cli.simulate.scenario.control;

import dev.pubwatch.cli.simulate.scenario.Odd;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Key;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import java.time.Instant;

/** From home, with a token that he made that morning, as one does. */
public final class DormantRevived implements Scenario {
  @Override
  public About about() {
    return new About(
        "control-dormant-revived",
        "a project asleep for years, taken up again by its owner",
        Kind.CONTROL,
        "2025-03-03",
        "");
  }

  @Override
  public void tell(Story story) {
    Unit unit =
        story
            .npm("old-hand", "left-behind")
            .since("2016-04-04")
            .asleepFrom("2021-11-01")
            .every(35)
            .join();
    Instant at = story.time("2025-03-05T18:30:00Z");
    Who owner = story.maintainer(unit, at);
    Key fresh = Key.token("old-hand again", at.minusSeconds(1_900));
    Who browser = owner.using("browser", "133.0");
    story.token(at.minusSeconds(2_400), "login:success", unit, browser, "sign-in");
    story.token(at.minusSeconds(1_900), "token:create", unit, browser.with(fresh), "token");
    story.publish(at, unit, 0, owner.with(fresh), "publish", Odd.nothing());
    story.publish(at.plusSeconds(5_400), unit, 0, owner.with(fresh), "publish", Odd.nothing());
  }
}
