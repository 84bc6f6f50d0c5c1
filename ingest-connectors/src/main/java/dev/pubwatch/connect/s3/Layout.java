package dev.pubwatch.connect.s3;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How keys below a prefix are made, which tells where a listing may begin.
 *
 * @param name value of {@code layout}
 * @param format of the records when none is set
 * @param prefix what a prefix must look like, so that keys below it are in the order of their days
 * @param day what follows the prefix, up to the day or month; null when keys have no order
 */
record Layout(
    String name, @Nullable String format, Pattern prefix, @Nullable DateTimeFormatter day) {

  /** Deliveries that are later than that are not seen. */
  private static final Duration LATEST = Duration.ofDays(1);

  private static final List<Layout> ALL =
      List.of(
          new Layout("plain", null, Pattern.compile(".*"), null),
          new Layout(
              "cloudtrail",
              "cloudtrail",
              Pattern.compile("(.*/)?AWSLogs/(o-[a-z0-9]+/)?[0-9]{12}/CloudTrail/[a-z0-9-]+/"),
              DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC)),
          new Layout(
              "github-audit",
              "github-audit",
              Pattern.compile("|.*/"),
              DateTimeFormatter.ofPattern("yyyy/MM").withZone(ZoneOffset.UTC)));

  static List<String> names() {
    return ALL.stream().map(Layout::name).toList();
  }

  static Layout byName(String name) {
    return ALL.stream().filter(layout -> layout.name().equals(name)).findFirst().orElseThrow();
  }

  /** The key after which to list for objects that were written from a time on; null for all. */
  @Nullable String startAfter(String below, Instant from) {
    return day == null ? null : below + day.format(from.minus(LATEST));
  }

  /** Whether an object holds records, and is no digest of others and no folder. */
  static boolean holdsRecords(String key) {
    return !key.endsWith("/")
        && !key.contains("/CloudTrail-Digest/")
        && !key.contains("/CloudTrail-Insight/");
  }
}
