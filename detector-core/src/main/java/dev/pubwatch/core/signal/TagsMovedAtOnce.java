package dev.pubwatch.core.signal;

import dev.pubwatch.core.Measure;

/**
 * More tags moved within ten minutes than the project is used to: tj-actions had all of its tags
 * moved to one commit. Needs {@code tag:move} events; {@code ci.ref} or attribute {@code tag} names
 * the tag.
 */
final class TagsMovedAtOnce extends MeasureSignal {
  TagsMovedAtOnce() {
    super(
        "tags_moved_at_once",
        Group.BREADTH,
        AttackShare.OFTEN,
        Measure.TAGS_MOVED_OF_PROJECT_10MIN,
        v -> Words.count(v, "tag") + " moved within ten minutes");
  }
}
