package dev.pubwatch.core.policy;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which policies an operator wants watched, and where.
 *
 * @param perDay new policy alerts of a day of event time; what is beyond is told in one alert a
 *     policy, 1 and up
 * @param scopes what differs from the defaults, by a policy's name
 */
public record PolicySettings(int perDay, Map<String, Scope> scopes) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Each policy as its own default says. */
  public static final PolicySettings DEFAULTS = new PolicySettings(5, Map.of());

  /** Also checks. */
  public PolicySettings {
    if (perDay < 1) {
      throw new IllegalArgumentException("policies.perDay must be 1 or more, was " + perDay);
    }
    for (String name : new TreeMap<>(scopes).keySet()) {
      if (!Policies.names().contains(name)) {
        throw new IllegalArgumentException(
            "policies: unknown policy %s, there are %s"
                .formatted(name, String.join(", ", Policies.names())));
      }
    }
    scopes = Map.copyOf(scopes);
  }

  /**
   * Where a policy holds: where a project or owner fits one of the names and none of the excepted,
   * {@code *} standing for anything; no names are all.
   *
   * @param enabled whether at all
   */
  public record Scope(
      boolean enabled, List<String> projects, List<String> owners, List<String> except)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    public Scope {
      projects = List.copyOf(projects);
      owners = List.copyOf(owners);
      except = List.copyOf(except);
    }

    /** Everywhere or nowhere. */
    public static Scope everywhere(boolean enabled) {
      return new Scope(enabled, List.of(), List.of(), List.of());
    }
  }
}
