package dev.pubwatch.core.signal;

import dev.pubwatch.core.Measure;

/**
 * More projects touched with one credential within ten minutes than usual. Needs {@code
 * credential.id}.
 */
final class ProjectsOfCredential extends MeasureSignal {
  ProjectsOfCredential() {
    super(
        "projects_of_credential",
        Group.BREADTH,
        AttackShare.OFTEN,
        Measure.PROJECTS_OF_CREDENTIAL_10MIN,
        v -> Words.count(v, "project") + " with this credential within ten minutes");
  }
}
