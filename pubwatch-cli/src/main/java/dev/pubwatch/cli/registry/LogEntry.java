package dev.pubwatch.cli.registry;

import dev.pubwatch.schemas.Compatibility;
import org.jspecify.annotations.Nullable;

/** One record of the {@code _schemas} topic. */
sealed interface LogEntry {
  /** A version registered, or softly deleted. */
  record Stored(StoredSchema schema) implements LogEntry {}

  /** A version permanently deleted. */
  record Removed(String subject, int version) implements LogEntry {}

  /** Every version up to {@code version} softly deleted. Read, never written. */
  record SubjectDeleted(String subject, int version) implements LogEntry {}

  /**
   * A compatibility level set.
   *
   * @param subject null for the level of all subjects that have none of their own
   * @param level null to go back to the default
   */
  record Level(@Nullable String subject, @Nullable Compatibility level) implements LogEntry {}

  /** A record that does not concern this registry. */
  record Other() implements LogEntry {}
}
