package dev.pubwatch.cli.simulate.scenario.control;

import dev.pubwatch.cli.simulate.scenario.Scenario;
import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Unit;
import dev.pubwatch.cli.simulate.world.Who;
import dev.pubwatch.events.PublishEvent;
import java.time.Instant;

/** What happened a week ago arrives now, with its old time. */
public final class LateDelivery implements Scenario {
  @Override
  public About about() {
    return new About(
        "control-late-delivery",
        "ordinary releases, delivered a week late",
        Kind.CONTROL,
        "2025-03-03",
        "");
  }

  @Override
  public void tell(Story story) {
    Unit unit = story.pypi("slow-mail", "snail").every(9).join();
    for (int i = 0; i < 3; i++) {
      Instant at = story.time("2025-03-04T15:00:00Z").plusSeconds(i * 86_400L);
      Who owner = story.maintainer(unit, at);
      story.act(
          at,
          at.plusSeconds(7 * 86_400L),
          stage -> {
            String version = stage.nextVersion(unit, "");
            PublishEvent event = stage.records().publish(at, unit, 0, version, owner);
            stage.tell(at.toEpochMilli() + 7 * 86_400_000L, event, "publish");
          });
    }
  }
}
