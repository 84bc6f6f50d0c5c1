package dev.pubwatch.core;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One string for equal names that are kept: a country, a network or a client program is kept by
 * every project, credential and account that shows it, and each event brings a copy of its own.
 *
 * <p>A cache with one place for each hash, of bounded size: a name is shared as long as no other
 * pushes it out. Which string is kept changes no result, so that tasks may race for a place.
 */
public final class Names {
  private static final int PLACES = 1 << 18;

  /** Longer names are hardly met twice. */
  private static final int LONGEST = 64;

  private static final String[] SHARED = new String[PLACES];

  static {
    Arrays.fill(SHARED, "");
  }

  private Names() {}

  /** An equal string, the same as at an earlier call where that is still known; null for null. */
  public static @Nullable String sharedOrNull(@Nullable String name) {
    return name == null ? null : shared(name);
  }

  /** An equal string, the same as at an earlier call where that is still known. */
  public static String shared(String name) {
    if (name.length() > LONGEST) {
      return name;
    }
    int hash = name.hashCode();
    int place = (hash ^ hash >>> 14) & (PLACES - 1);
    String known = SHARED[place];
    if (known.equals(name)) {
      return known;
    }
    SHARED[place] = name;
    return name;
  }
}
