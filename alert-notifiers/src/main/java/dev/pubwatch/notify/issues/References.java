package dev.pubwatch.notify.issues;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The issues of an incident as one text: {@code acme/web#12 acme/api#3}. */
final class References {
  private static final Pattern ONE = Pattern.compile("([A-Za-z0-9_./-]+)#(\\d{1,18})");

  private References() {}

  static Map<String, Long> read(@Nullable String reference) {
    Map<String, Long> issues = new LinkedHashMap<>();
    Matcher matcher = ONE.matcher(reference == null ? "" : reference);
    while (matcher.find()) {
      issues.put(matcher.group(1), Long.parseLong(matcher.group(2)));
    }
    return issues;
  }

  static String write(Map<String, Long> issues) {
    return issues.entrySet().stream()
        .map(e -> e.getKey() + "#" + e.getValue())
        .collect(Collectors.joining(" "));
  }
}
