package dev.pubwatch.cli.config;

import dev.pubwatch.core.policy.Policies;
import dev.pubwatch.core.policy.PolicySettings;
import dev.pubwatch.core.policy.PolicySettings.Scope;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The section {@code policies}: how many alerts a day, then a policy a key, which is on, off or a
 * mapping of where it is on.
 */
final class PolicyReader {
  private PolicyReader() {}

  static PolicySettings read(Section section) {
    int perDay =
        (int)
            section.number(
                "perDay",
                PolicySettings.DEFAULTS.perDay(),
                "a whole number from 1 to 1000",
                n -> n >= 1 && n <= 1000 && n == Math.rint(n));
    Map<String, Scope> scopes = new TreeMap<>();
    for (String name : Policies.names()) {
      if (section.isMapping(name)) {
        scopes.put(name, scope(section.section(name)));
      } else if (section.has(name)) {
        scopes.put(name, Scope.everywhere(section.flag(name, true)));
      } else {
        section.flag(name, true);
      }
    }
    section.refuseOthers();
    return new PolicySettings(perDay, scopes);
  }

  private static Scope scope(Section section) {
    Scope scope =
        new Scope(
            section.flag("enabled", true),
            texts(section, "projects"),
            texts(section, "owners"),
            texts(section, "except"));
    section.refuseOthers();
    return scope;
  }

  private static List<String> texts(Section section, String key) {
    return section.has(key) ? section.requiredTexts(key) : section.noTexts(key);
  }
}
