package dev.pubwatch.core.signal;

import dev.pubwatch.core.Measure;

/**
 * More packages touched by one account within ten minutes than it is used to. Needs {@code
 * actor.id}.
 */
final class ProjectsAtOnce extends MeasureSignal {
  ProjectsAtOnce() {
    super(
        "projects_at_once",
        Group.BREADTH,
        AttackShare.OFTEN,
        Measure.PROJECTS_OF_ACTOR_10MIN,
        v -> Words.count(v, "project") + " by this account within ten minutes");
  }
}
