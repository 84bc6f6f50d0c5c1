package dev.pubwatch.cli.simulate.scenario.attack;

import dev.pubwatch.cli.simulate.scenario.Odd;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Manner;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import java.time.Instant;

/** The workflow's token from another origin, at night, two versions of each of two packages. */
public final class LiteLlm implements Scenario {
  @Override
  public About about() {
    return new About(
        "litellm",
        "a publish token stolen from CI by a compromised scanner, used at once",
        Kind.MALICIOUS,
        "2026-03-24",
        "blog.pypi.org 2026-04-02");
  }

  @Override
  public void tell(Story story) {
    Unit lite =
        story.pypi("berriai", "litellm").released(Manner.BY_CI_TOKEN).every(2).lines("1.82").join();
    Unit telnyx = story.pypi("team-telnyx", "telnyx").released(Manner.BY_CI_TOKEN).every(12).join();
    steal(story, lite, story.time("2026-03-24T10:39:00Z"), 4_740);
    steal(story, telnyx, story.time("2026-03-27T03:51:00Z"), 6_300);
  }

  private static void steal(Story story, Unit unit, Instant at, long reportedSeconds) {
    Who thief = story.robot(unit, at).from(story.elsewhere(0)).using("twine", "6.0.1");
    story.publish(at, unit, 0, thief, "publish", Odd.nothing());
    story.publish(at.plusSeconds(780), unit, 0, thief, "publish", Odd.nothing());
    story.exposed(
        at.minusSeconds(5 * 86_400L),
        at.plusSeconds(reportedSeconds),
        thief.key(),
        unit,
        "analyst");
  }
}
