package dev.pubwatch.cli.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class Nearest {
  private static final int LONGEST_COMPARED = 64;

  private Nearest() {}

  /**
   * The known name nearest to a mistyped one, or empty when none is near enough to be meant.
   *
   * <p>Near enough is at most one edit in three letters, or one name being the other's beginning;
   * case is ignored. Ties go to the name that sorts first.
   */
  public static Optional<String> to(String typed, Collection<String> known) {
    String lower = typed.toLowerCase(Locale.ROOT);
    if (lower.isEmpty() || lower.length() > LONGEST_COMPARED) {
      return Optional.empty();
    }
    return known.stream()
        .filter(name -> isNear(lower, name.toLowerCase(Locale.ROOT)))
        .min(
            Comparator.<String>comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** {@code , did you mean "x"?} with the nearest name, or nothing. */
  public static String hint(String typed, Collection<String> known) {
    return to(typed, known).map(name -> ", did you mean " + name + "?").orElse("");
  }

  private static boolean isNear(String typed, String name) {
    int allowed = Math.max(1, Math.min(typed.length(), name.length()) / 3);
    boolean beginning = typed.length() >= 3 && (name.startsWith(typed) || typed.startsWith(name));
    return beginning || distance(typed, name) <= allowed;
  }

  /** Edits between two words; two neighbours swapped count as one. */
  private static int distance(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      edits[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      edits[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        edits[i][j] =
            Math.min(edits[i - 1][j - 1] + change, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
      }
    }
    return edits[a.length()][b.length()];
  }
}
