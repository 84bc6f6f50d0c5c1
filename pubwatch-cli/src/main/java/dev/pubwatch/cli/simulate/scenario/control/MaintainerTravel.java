package dev.pubwatch.cli.simulate.scenario.control;

import dev.pubwatch.cli.simulate.scenario.Odd;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Networks;
import dev.pubwatch.cli.simulate.world.Place;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import dev.pubwatch.events.NetworkKind;
import java.time.Instant;

/**
 * He signs in from a country and a network where he never was, and publishes with his own token.
 */
public final class MaintainerTravel implements Scenario {
  @Override
  public About about() {
    return new About(
        "control-maintainer-travel",
        "a maintainer abroad and behind a VPN",
        Kind.CONTROL,
        "2025-03-03",
        "");
  }

  @Override
  public void tell(Story story) {
    Unit unit = story.pypi("wanderer", "trail-mix").every(8).join();
    Instant at = story.time("2025-03-04T09:20:00Z");
    Who abroad = story.maintainer(unit, at).from(roaming());
    story.token(at, "login:success", unit, abroad.using("browser", "133.0"), "sign-in");
    story.publish(at.plusSeconds(1_500), unit, 0, abroad, "publish", Odd.nothing());
    Instant later = story.time("2025-03-07T16:02:00Z");
    Who hidden = story.maintainer(unit, later).from(Networks.vpn(3));
    story.token(later, "login:success", unit, hidden.using("browser", "133.0"), "sign-in");
    story.publish(later.plusSeconds(300), unit, 0, hidden, "publish", Odd.nothing());
  }

  private static Place roaming() {
    return new Place(
        "3fff:fff:44::7",
        "3fff:fff:44::/48",
        4_210_000_044L,
        "Example Mobile PT",
        "PT",
        NetworkKind.mobile,
        null);
  }
}
