package dev.pubwatch.formats;

import java.util.Collection;

/** Finds what somebody who mistyped a name may have meant. */
public final class Nearest {
  private static final int MAX_COMPARED = 64;

  private Nearest() {}

  /** The name with the fewest insertions, deletions and replacements from {@code typed}. */
  public static String to(String typed, Collection<String> names) {
    String start = typed.length() > MAX_COMPARED ? typed.substring(0, MAX_COMPARED) : typed;
    String nearest = "";
    int best = Integer.MAX_VALUE;
    for (String name : names) {
      int distance = distance(start, name);
      if (distance < best) {
        best = distance;
        nearest = name;
      }
    }
    return nearest;
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
