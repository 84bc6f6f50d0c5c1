package dev.pubwatch.formats;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One shape of secret and what it is replaced by.
 *
 * @param triggers without one of which the pattern cannot match: most text skips the pattern
 */
record RedactionRule(Pattern pattern, String replacement, List<String> triggers) {

  /** Replaces the whole match. */
  static RedactionRule whole(String kind, String regex, String... triggers) {
    return new RedactionRule(Pattern.compile(regex), "[redacted:" + kind + "]", List.of(triggers));
  }

  /** Keeps group 1, which names the secret, and replaces the rest of the match. */
  static RedactionRule afterGroup1(String kind, String regex, String... triggers) {
    return new RedactionRule(
        Pattern.compile(regex), "$1[redacted:" + kind + "]", List.of(triggers));
  }

  /** The text without this kind of secret; the same object when it holds none. */
  String apply(String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.replaceAll(replacement) : text;
  }
}
