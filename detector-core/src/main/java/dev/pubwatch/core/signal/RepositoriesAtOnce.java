package dev.pubwatch.core.signal;

import dev.pubwatch.core.Measure;

/**
 * Workflows of more repositories of one owner changed within ten minutes than usual: a worm. Needs
 * {@code owner}.
 */
final class RepositoriesAtOnce extends MeasureSignal {
  RepositoriesAtOnce() {
    super(
        "repositories_at_once",
        Group.BREADTH,
        AttackShare.HARD_TO_AVOID,
        Measure.REPOSITORIES_OF_OWNER_10MIN,
        v -> Words.count(v, "repository", "repositories") + " of the owner within ten minutes");
  }
}
