package dev.pubwatch.cli.registry;

/**
 * One version of a subject.
 *
 * @param text the schema as JSON
 * @param deleted softly deleted: hidden, but its id still resolves
 */
record StoredSchema(String subject, int version, int id, String text, boolean deleted) {
  StoredSchema asDeleted() {
    return new StoredSchema(subject, version, id, text, true);
  }
}
