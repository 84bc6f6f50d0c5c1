package dev.pubwatch.cli.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A version as a caller names it: a number from 1, or the latest. */
record Version(int number) {
  private static final int LATEST = -1;

  /**
   * Reads {@code latest}, {@code -1} or a number.
   *
   * @throws ApiException 42202 if it is none of them
   */
  static Version parse(String text) {
    if (text.equals("latest") || text.equals("-1")) {
      return new Version(LATEST);
    }
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return new Version(number);
      }
    } catch (NumberFormatException e) {
      // Answered below.
    }
    throw ApiException.invalidVersion(text);
  }

  boolean isLatest() {
    return number == LATEST;
  }

  /** That version among {@code versions}, oldest first; null if it is not there. */
  @Nullable StoredSchema in(List<StoredSchema> versions) {
    if (isLatest()) {
      return versions.isEmpty() ? null : versions.get(versions.size() - 1);
    }
    for (StoredSchema schema : versions) {
      if (schema.version() == number) {
        return schema;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return isLatest() ? "latest" : Integer.toString(number);
  }
}
