package dev.pubwatch.cli.registry;

import dev.pubwatch.schemas.Compatibility;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the registry knows, built from its log alone. Safe for use by many threads; what it returns
 * does not change.
 */
final class RegistryState {
  static final Compatibility DEFAULT_LEVEL = Compatibility.BACKWARD;

  private final NavigableMap<String, NavigableMap<Integer, StoredSchema>> subjects =
      new TreeMap<>();
  private final Map<Integer, String> canonicalById = new HashMap<>();
  private final Map<String, Integer> idByCanonical = new HashMap<>();
  private final Map<String, Compatibility> levels = new HashMap<>();
  private @Nullable Compatibility globalLevel;
  private int maxId;

  synchronized void apply(LogEntry entry) {
    if (entry instanceof LogEntry.Stored stored) {
      store(stored.schema());
    } else if (entry instanceof LogEntry.Removed removed) {
      remove(removed.subject(), removed.version());
    } else if (entry instanceof LogEntry.SubjectDeleted deleted) {
      versionMap(deleted.subject())
          .headMap(deleted.version(), true)
          .replaceAll((version, schema) -> schema.asDeleted());
    } else if (entry instanceof LogEntry.Level level) {
      setLevel(level.subject(), level.level());
    }
  }

  /** Subjects with at least one version, in order. */
  synchronized List<String> subjects(boolean deleted) {
    return subjects.keySet().stream().filter(s -> !versions(s, deleted).isEmpty()).toList();
  }

  /** Versions of a subject, oldest first. */
  synchronized List<StoredSchema> versions(String subject, boolean deleted) {
    return versionMap(subject).values().stream().filter(s -> deleted || !s.deleted()).toList();
  }

  /** Every version of every subject that holds {@code id}. */
  synchronized List<StoredSchema> uses(int id, boolean deleted) {
    return subjects.keySet().stream()
        .flatMap(subject -> versions(subject, deleted).stream())
        .filter(schema -> schema.id() == id)
        .toList();
  }

  /** The id given to a schema of that canonical text, or the next free one. */
  synchronized int idFor(String canonical) {
    return idByCanonical.getOrDefault(canonical, maxId + 1);
  }

  /** The canonical text of {@code id}, deleted or not; null if there is none. */
  synchronized @Nullable String canonical(int id) {
    return canonicalById.get(id);
  }

  synchronized int maxId() {
    return maxId;
  }

  synchronized Compatibility globalLevel() {
    return globalLevel == null ? DEFAULT_LEVEL : globalLevel;
  }

  /** The level set for that subject itself, null for none. */
  synchronized @Nullable Compatibility ownLevel(String subject) {
    return levels.get(subject);
  }

  private void store(StoredSchema schema) {
    StoredSchema before =
        subjects
            .computeIfAbsent(schema.subject(), s -> new TreeMap<>())
            .put(schema.version(), schema);
    if (before != null && before.id() != schema.id()) {
      forgetUnused(before.id());
    }
    String canonical = SchemaText.canonical(schema.text());
    canonicalById.put(schema.id(), canonical);
    idByCanonical.putIfAbsent(canonical, schema.id());
    maxId = Math.max(maxId, schema.id());
  }

  private void remove(String subject, int version) {
    NavigableMap<Integer, StoredSchema> versions = versionMap(subject);
    StoredSchema gone = versions.remove(version);
    if (versions.isEmpty()) {
      subjects.remove(subject);
    }
    if (gone != null) {
      forgetUnused(gone.id());
    }
  }

  private void forgetUnused(int id) {
    if (uses(id, true).isEmpty()) {
      String canonical = canonicalById.remove(id);
      if (canonical != null) {
        idByCanonical.remove(canonical, id);
      }
    }
  }

  private void setLevel(@Nullable String subject, @Nullable Compatibility level) {
    if (subject == null) {
      globalLevel = level;
    } else if (level == null) {
      levels.remove(subject);
    } else {
      levels.put(subject, level);
    }
  }

  private NavigableMap<Integer, StoredSchema> versionMap(String subject) {
    return subjects.getOrDefault(subject, new TreeMap<>());
  }
}
