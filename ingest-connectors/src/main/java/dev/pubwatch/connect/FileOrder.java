package dev.pubwatch.connect;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Oldest first, by name, then by modification time, then by path: always the same for the same
 * files.
 *
 * <p>Numbers in names count as numbers. Rotated files come before the file they were rotated from,
 * the highest counter first ({@code app.log.10}, {@code app.log.2.gz}, {@code app.log}); a suffix
 * of six digits or more is a date, the earliest first ({@code app.log-20260101}, {@code app.log}).
 */
final class FileOrder implements Comparator<FileState> {
  private static final Pattern NAME =
      Pattern.compile("(.*?)(?:[._-](\\d{1,18}))?(?:\\.(?:gz|zst|zstd))?", Pattern.DOTALL);
  private static final int DATE_DIGITS = 6;

  @Override
  public int compare(FileState a, FileState b) {
    int folders = compareNatural(folder(a.path()), folder(b.path()));
    if (folders != 0) {
      return folders;
    }
    Rotated left = Rotated.of(a.path());
    Rotated right = Rotated.of(b.path());
    int names = compareNatural(left.base, right.base);
    int ranks = names != 0 ? names : Long.compare(left.rank, right.rank);
    int times = ranks != 0 ? ranks : a.modified().compareTo(b.modified());
    return times != 0 ? times : a.path().compareTo(b.path());
  }

  private static String folder(Path path) {
    Path parent = path.getParent();
    return parent == null ? "" : parent.toString();
  }

  /** Compares runs of digits as numbers and the rest by character. */
  static int compareNatural(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int endA = digitsEnd(a, i);
      int endB = digitsEnd(b, j);
      int order =
          endA > i && endB > j
              ? compareNumbers(a.substring(i, endA), b.substring(j, endB))
              : Character.compare(a.charAt(i), b.charAt(j));
      if (order != 0) {
        return order;
      }
      boolean numbers = endA > i && endB > j;
      i = numbers ? endA : i + 1;
      j = numbers ? endB : j + 1;
    }
    return Integer.compare(a.length() - i, b.length() - j);
  }

  private static int digitsEnd(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static int compareNumbers(String a, String b) {
    String left = a.replaceFirst("^0+(?!$)", "");
    String right = b.replaceFirst("^0+(?!$)", "");
    int lengths = Integer.compare(left.length(), right.length());
    return lengths != 0 ? lengths : left.compareTo(right);
  }

  /**
   * @param rank the lower, the older
   */
  private record Rotated(String base, long rank) {

    static Rotated of(Path path) {
      Path name = path.getFileName();
      Matcher matcher = NAME.matcher(name == null ? "" : name.toString());
      if (!matcher.matches() || matcher.group(2) == null) {
        return new Rotated(matcher.matches() ? matcher.group(1) : "", Long.MAX_VALUE);
      }
      String digits = matcher.group(2);
      long number = Long.parseLong(digits);
      return new Rotated(
          matcher.group(1), digits.length() >= DATE_DIGITS ? number : Long.MAX_VALUE - 1 - number);
    }
  }
}
