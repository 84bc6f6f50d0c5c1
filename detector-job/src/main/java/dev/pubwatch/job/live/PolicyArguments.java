package dev.pubwatch.job.live;

import dev.pubwatch.core.policy.Policies;
import dev.pubwatch.core.policy.PolicySettings;
import dev.pubwatch.core.policy.PolicySettings.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Options of policies: {@code policies.perDay}, {@code policies.NAME} on or off, and {@code
 * policies.NAME.projects}, {@code .owners}, {@code .except}, lists separated by commas.
 */
final class PolicyArguments {
  static final String PREFIX = "policies.";

  private final Map<String, String> left;

  private PolicyArguments(Map<String, String> left) {
    this.left = left;
  }

  /**
   * Reads them.
   *
   * @param values by what follows {@link #PREFIX}
   * @throws IllegalArgumentException naming the option, what was expected and what came
   */
  static PolicySettings read(Map<String, String> values) {
    PolicyArguments arguments = new PolicyArguments(new TreeMap<>(values));
    PolicySettings settings = arguments.settings();
    if (!arguments.left.isEmpty()) {
      throw new IllegalArgumentException(
          "unknown option %s%s; policies are %s"
              .formatted(
                  PREFIX,
                  arguments.left.keySet().iterator().next(),
                  String.join(", ", Policies.names())));
    }
    return settings;
  }

  private PolicySettings settings() {
    String perDay = left.remove("perDay");
    Map<String, Scope> scopes = new TreeMap<>();
    for (String name : Policies.names()) {
      String state = left.remove(name);
      List<String> projects = list(name + ".projects");
      List<String> owners = list(name + ".owners");
      List<String> except = list(name + ".except");
      boolean scoped = !(projects.isEmpty() && owners.isEmpty() && except.isEmpty());
      if (state != null || scoped) {
        scopes.put(name, new Scope(isOn(name, state), projects, owners, except));
      }
    }
    return new PolicySettings(
        perDay == null ? PolicySettings.DEFAULTS.perDay() : number(perDay), scopes);
  }

  private static boolean isOn(String name, @Nullable String state) {
    if (state == null || state.strip().equals("on")) {
      return true;
    }
    if (state.strip().equals("off")) {
      return false;
    }
    throw new IllegalArgumentException(PREFIX + name + " must be on or off, was " + state);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(PREFIX + "perDay must be a number, was " + text, e);
    }
  }

  private List<String> list(String name) {
    String text = left.remove(name);
    return text == null
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(String::strip).filter(t -> !t.isEmpty()).toList();
  }
}
