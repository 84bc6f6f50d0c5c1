package dev.pubwatch.cli.simulate.scenario.attack;

import dev.pubwatch.cli.simulate.scenario.Story;
import dev.pubwatch.cli.simulate.world.Manner;
import dev.pubwatch.cli.simulate.world.Unit;

/** What both waves were about: a project that releases every other day by trusted publishing. */
final class Ultralytics {
  private Ultralytics() {}

  static Unit join(Story story) {
    return story
        .pypi("ultralytics", "ultralytics")
        .team("ultralytics-lead", "ultralytics-b")
        .released(Manner.TRUSTED)
        .lines("8.3")
        .every(2)
        .join();
  }
}
