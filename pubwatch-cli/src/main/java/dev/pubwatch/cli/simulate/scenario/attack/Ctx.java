package dev.pubwatch.cli.simulate.scenario.attack;

import dev.pubwatch.cli.simulate.scenario.Odd;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Key;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import java.time.Instant;
import java.util.List;

/**
 * Dormant for eight years; a reset from a new origin and an upload minutes later, twice more in the
 * days after.
 */
public final class Ctx implements Scenario {
  @Override
  public About about() {
    return new About(
        "ctx",
        "an expired mail domain, bought: password reset, then an upload after eight years",
        Kind.MALICIOUS,
        "2022-05-14",
        "python-security.readthedocs.io; SANS ISC 2022-05-24");
  }

  @Override
  public void tell(Story story) {
    Unit ctx =
        story.pypi("figlief", "ctx").since("2013-02-01").asleepFrom("2014-12-20").every(60).join();
    Instant reset = story.time("2022-05-14T18:40:30Z");
    Key fresh = Key.token("ctx taken", reset.plusSeconds(130));
    Who thief = story.maintainer(ctx, reset).from(story.elsewhere(0));
    Who browser = thief.using("browser", "101.0");
    story.token(reset, "other:password_reset", ctx, browser, "password reset");
    story.token(reset.plusSeconds(40), "login:success", ctx, browser, "sign-in");
    story.token(reset.plusSeconds(130), "token:create", ctx, browser.with(fresh), "token");
    Who uploader = thief.with(fresh).using("twine", "4.0.0");
    story.publish(reset.plusSeconds(703), ctx, 0, uploader, "publish", Odd.nothing());
    for (String day : List.of("2022-05-15T06:05:00Z", "2022-05-21T09:11:00Z")) {
      story.publish(story.time(day), ctx, 0, uploader, "publish", Odd.installScript());
    }
  }
}
