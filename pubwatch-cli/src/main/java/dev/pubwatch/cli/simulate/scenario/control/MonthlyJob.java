package dev.pubwatch.cli.simulate.scenario.control;

import dev.pubwatch.cli.simulate.scenario.Odd;
import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Manner;
import dev.pubwatch.cli.simulate.world.Unit;
import java.time.Instant;

/** Data released on the first of each month; the one in the simulated week is like all before. */
public final class MonthlyJob implements Scenario {
  @Override
  public About about() {
    return new About(
        "control-monthly-job", "a job that runs once a month", Kind.CONTROL, "2025-03-03", "");
  }

  @Override
  public void tell(Story story) {
    Unit unit = story.npm("calendar-data", "holidays").released(Manner.BY_CI_TOKEN).every(0).join();
    Instant due = story.time("2025-03-04T04:00:00Z");
    for (int month = 30; month >= 0; month--) {
      Instant at = due.minusSeconds(month * 2_629_800L);
      story.publish(at, unit, 0, story.robot(unit, at), month == 0 ? "publish" : "", Odd.nothing());
    }
  }
}
