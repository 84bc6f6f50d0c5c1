package dev.pubwatch.core.signal;

import dev.pubwatch.core.Measure;

/**
 * Several release lines within an hour: every user of every line is to get the payload. Needs
 * {@code version}.
 */
final class LinesAtOnce extends MeasureSignal {
  LinesAtOnce() {
    super(
        "lines_at_once",
        Group.STRUCTURE,
        AttackShare.OFTEN,
        Measure.LINES_OF_PROJECT_1H,
        v -> Words.count(v, "release line") + " within an hour");
  }
}
