package dev.pubwatch.cli.simulate.scenario.control;

import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import dev.pubwatch.events.PublishEvent;
import java.time.Instant;

/** The same event again after three minutes and after a day, with the same id. */
public final class DuplicateDelivery implements Scenario {
  @Override
  public About about() {
    return new About(
        "control-duplicate-delivery",
        "ordinary releases, each delivered three times",
        Kind.CONTROL,
        "2025-03-03",
        "");
  }

  @Override
  public void tell(Story story) {
    Unit unit = story.npm("echo-chamber", "echoes").every(9).join();
    for (int i = 0; i < 3; i++) {
      Instant at = story.time("2025-03-04T15:00:00Z").plusSeconds(i * 86_400L);
      Who owner = story.maintainer(unit, at);
      story.act(
          at,
          at.plusSeconds(1 * 86_400L),
          stage -> {
            String version = stage.nextVersion(unit, "");
            PublishEvent event = stage.records().publish(at, unit, 0, version, owner);
            long millis = at.toEpochMilli();
            stage.tell(millis, event, "publish");
            stage.tell(millis + 180_000, event, "publish");
            stage.tell(millis + 86_400_000, event, "publish");
          });
    }
  }
}
