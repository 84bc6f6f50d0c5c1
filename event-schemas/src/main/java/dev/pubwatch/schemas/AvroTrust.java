package dev.pubwatch.schemas;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Avro 1.12.2 refuses generated classes that it was not told to trust. Call {@link #init} before
 * any class of {@code dev.pubwatch.events} initialises, in every JVM; it trusts that package alone.
 */
public final class AvroTrust {
  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(),
            type -> type.getName().startsWith("dev.pubwatch.events.")));
  }

  private AvroTrust() {}

  /** Idempotent: the work is done when this class initialises. */
  public static void init() {}
}
