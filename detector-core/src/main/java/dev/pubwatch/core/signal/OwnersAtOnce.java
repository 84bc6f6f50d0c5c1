package dev.pubwatch.core.signal;

import dev.pubwatch.core.Measure;

/**
 * Projects of more owners released by one account within ten minutes than it is used to: a worm
 * spreads through whatever its victim may publish. A train of one owner counts once. Needs {@code
 * actor.id} and {@code owner}.
 */
final class OwnersAtOnce extends MeasureSignal {
  OwnersAtOnce() {
    super(
        "owners_at_once",
        Group.BREADTH,
        AttackShare.OFTEN,
        Measure.OWNERS_OF_ACTOR_10MIN,
        v -> Words.count(v, "owner") + " released for by this account within ten minutes");
  }
}
