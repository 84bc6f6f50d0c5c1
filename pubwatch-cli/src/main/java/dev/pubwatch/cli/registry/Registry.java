package dev.pubwatch.cli.registry;

import dev.pubwatch.schemas.Compatibility;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of the registry. Writes happen one at a time, each decided on the log's newest
 * state; reads never wait for them.
 */
final class Registry {
  private final RegistryState state;
  private final SchemaLog log;
  private final Object writing = new Object();

  Registry(RegistryState state, SchemaLog log) {
    this.state = state;
    this.log = log;
  }

  RegistryState state() {
    return state;
  }

  /** The schema's id, registered as the subject's next version unless the subject has it. */
  int register(String subject, Schema schema) {
    String canonical = schema.toString();
    synchronized (writing) {
      log.sync();
      for (StoredSchema version : state.versions(subject, false)) {
        if (holds(version, canonical)) {
          return version.id();
        }
      }
      List<String> faults = violations(subject, schema);
      if (!faults.isEmpty()) {
        throw ApiException.incompatible(subject, faults);
      }
      StoredSchema added =
          new StoredSchema(subject, nextVersion(subject), state.idFor(canonical), canonical, false);
      log.append(new LogEntry.Stored(added));
      return added.id();
    }
  }

  /** The subject's version that holds the schema, the newest of several. */
  StoredSchema lookup(String subject, Schema schema, boolean deleted) {
    String canonical = schema.toString();
    List<StoredSchema> versions = existing(subject, deleted);
    for (int i = versions.size() - 1; i >= 0; i--) {
      if (holds(versions.get(i), canonical)) {
        return versions.get(i);
      }
    }
    throw ApiException.schemaNotFound();
  }

  /** The versions of a subject, oldest first, at least one. */
  List<StoredSchema> existing(String subject, boolean deleted) {
    List<StoredSchema> versions = state.versions(subject, deleted);
    if (versions.isEmpty()) {
      throw ApiException.subjectNotFound(subject);
    }
    return versions;
  }

  StoredSchema version(String subject, Version version, boolean deleted) {
    List<StoredSchema> versions = existing(subject, deleted);
    StoredSchema found = version.in(versions);
    if (found == null) {
      throw ApiException.versionNotFound(version);
    }
    return found;
  }

  /** Why the schema may not follow the subject's versions, under the subject's level. */
  List<String> violations(String subject, Schema schema) {
    return level(subject).violations(schema, parsed(state.versions(subject, false)));
  }

  /** Why the schema may not follow that one version. With no version at all it may. */
  List<String> violations(String subject, Version version, Schema schema) {
    StoredSchema against = version.in(state.versions(subject, false));
    if (against == null && !version.isLatest()) {
      throw ApiException.versionNotFound(version);
    }
    return level(subject)
        .violations(schema, against == null ? List.of() : parsed(List.of(against)));
  }

  /** The versions deleted. */
  List<Integer> deleteSubject(String subject, boolean permanent) {
    synchronized (writing) {
      log.sync();
      List<StoredSchema> all = existing(subject, true);
      List<StoredSchema> live = state.versions(subject, false);
      if (permanent && !live.isEmpty()) {
        throw ApiException.notSoftDeleted(subject);
      }
      if (!permanent && live.isEmpty()) {
        throw ApiException.softDeleted(subject);
      }
      List<StoredSchema> gone = permanent ? all : live;
      gone.forEach(schema -> delete(schema, permanent));
      if (state.ownLevel(subject) != null) {
        log.append(new LogEntry.Level(subject, null));
      }
      return gone.stream().map(StoredSchema::version).toList();
    }
  }

  /** The version deleted. */
  int deleteVersion(String subject, Version version, boolean permanent) {
    synchronized (writing) {
      log.sync();
      StoredSchema schema = version(subject, version, !version.isLatest() || permanent);
      if (permanent && !schema.deleted()) {
        throw ApiException.notSoftDeleted(subject, schema.version());
      }
      if (!permanent && schema.deleted()) {
        throw ApiException.softDeleted(subject, schema.version());
      }
      delete(schema, permanent);
      return schema.version();
    }
  }

  /** Sets the level of a subject, or of all that have none; null goes back to the default. */
  void setLevel(@Nullable String subject, @Nullable Compatibility level) {
    synchronized (writing) {
      log.append(new LogEntry.Level(subject, level));
    }
  }

  /** The level that holds for a subject. */
  Compatibility level(String subject) {
    Compatibility own = state.ownLevel(subject);
    return own == null ? state.globalLevel() : own;
  }

  private void delete(StoredSchema schema, boolean permanent) {
    log.append(
        permanent
            ? new LogEntry.Removed(schema.subject(), schema.version())
            : new LogEntry.Stored(schema.asDeleted()));
  }

  private boolean holds(StoredSchema version, String canonical) {
    return canonical.equals(state.canonical(version.id()));
  }

  private int nextVersion(String subject) {
    List<StoredSchema> all = state.versions(subject, true);
    return all.isEmpty() ? 1 : all.get(all.size() - 1).version() + 1;
  }

  private static List<Schema> parsed(List<StoredSchema> schemas) {
    return schemas.stream().map(schema -> SchemaText.parse(schema.text())).toList();
  }
}
