package dev.pubwatch.core.signal;

import dev.pubwatch.core.Measure;

/**
 * A workflow change that refers to more secrets than the repository is used to. Needs {@code
 * ci.secrets_passed} or attribute {@code secret_refs}.
 */
final class SecretsReferredTo extends MeasureSignal {
  SecretsReferredTo() {
    super(
        "secrets_referred_to",
        Group.SECRETS,
        AttackShare.WEAK,
        Measure.SECRETS_OF_PROJECT,
        v -> Math.round(StrictMath.pow(2, v)) - 1 + " secrets referred to");
  }
}
