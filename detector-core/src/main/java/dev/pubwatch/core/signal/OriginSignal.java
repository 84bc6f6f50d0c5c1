package dev.pubwatch.core.signal;

import dev.pubwatch.core.Trait;

/** A place that is rare or new for an entity, with the wider place around it as back-off. */
abstract class OriginSignal extends TraitSignal {
  OriginSignal(String name, Trait trait, Trait backOff, String noun, String entity) {
    super(
        name,
        Group.WHERE,
        AttackShare.HARD_TO_AVOID,
        trait,
        backOff,
        noun,
        entity,
        e -> noun.equals("network") ? "AS" + e.asn() : e.ip());
  }
}
