package dev.pubwatch.cli.simulate.scenario.control;

import dev.pubwatch.cli.simulate.scenario.Odd;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Manner;
import dev.pubwatch.cli.simulate.world.Unit;
import java.time.Instant;
import java.util.List;

/** The newest major is released by trusted publishing; the old one never was. */
public final class OldMajorBackport implements Scenario {
  @Override
  public About about() {
    return new About(
        "control-old-major-backport",
        "a fix for an old major, by hand and without provenance",
        Kind.CONTROL,
        "2025-03-03",
        "");
  }

  @Override
  public void tell(Story story) {
    Unit unit =
        story.npm("twolines", "two-lines").released(Manner.TRUSTED).lines("7.2").every(12).join();
    for (String day :
        new String[] {"2023-11-06", "2024-01-15", "2024-04-10", "2024-07-30", "2024-12-02"}) {
      backport(story, unit, day + "T13:05:00Z", "");
    }
    backport(story, unit, "2025-03-06T13:44:00Z", "publish");
  }

  private static void backport(Story story, Unit unit, String time, String step) {
    Instant at = story.time(time);
    story.publish(at, unit, List.of(0), "6.3", story.maintainer(unit, at), step, Odd.unattested());
  }
}
