package dev.pubwatch.core.signal;

import dev.pubwatch.core.Measure;

/** More releases within an hour than the project is used to. Needs {@code version}. */
final class ReleasesAtOnce extends MeasureSignal {
  ReleasesAtOnce() {
    super(
        "releases_at_once",
        Group.STRUCTURE,
        AttackShare.WEAK,
        Measure.RELEASES_OF_PROJECT_1H,
        v -> Words.count(v, "release") + " within an hour");
  }
}
