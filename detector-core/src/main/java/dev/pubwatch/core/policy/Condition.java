package dev.pubwatch.core.policy;

import dev.pubwatch.core.Observation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One condition of a policy, as {@code policies.properties} describes them.
 *
 * @param field reads the event
 * @param holdsFor whether one of the field's values will do
 */
record Condition(Function<Observation, List<String>> field, Predicate<String> holdsFor) {
  private static final Pattern FORM =
      Pattern.compile("(?<field>[A-Za-z._]+) +(?<op>=|has|>|present)(?: +(?<value>.+))?");
  private static final Pattern WORD_ENDS = Pattern.compile("[\\s,;\\[\\]\"']+");

  /**
   * Reads conditions separated by {@code and}.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  static List<Condition> all(String text) {
    return Arrays.stream(text.strip().split(" +and +", -1)).map(Condition::read).toList();
  }

  private static Condition read(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches() || (form.group("value") == null) != form.group("op").equals("present")) {
      throw new IllegalArgumentException(
          "a condition must be FIELD = a|b, FIELD has a|b, FIELD > n or FIELD present, was "
              + text);
    }
    String value = form.group("value") == null ? "" : form.group("value").strip();
    Predicate<String> holds =
        switch (form.group("op")) {
          case "=" -> anyOf(value);
          case "has" -> hasAnyOf(value);
          case ">" -> above(Double.parseDouble(value));
          default -> present -> true;
        };
    return new Condition(Fields.of(form.group("field")), holds);
  }

  private static Predicate<String> anyOf(String values) {
    List<Glob> globs = Arrays.stream(values.split("\\|", -1)).map(Glob::of).toList();
    return value -> globs.stream().anyMatch(glob -> glob.matches(value));
  }

  private static Predicate<String> hasAnyOf(String values) {
    Predicate<String> any = anyOf(values);
    return value -> WORD_ENDS.splitAsStream(value).anyMatch(any);
  }

  private static Predicate<String> above(double least) {
    return value -> {
      try {
        return Double.parseDouble(value.toLowerCase(Locale.ROOT)) > least;
      } catch (NumberFormatException e) {
        return false;
      }
    };
  }

  boolean holds(Observation o) {
    return field.apply(o).stream().anyMatch(holdsFor);
  }
}
