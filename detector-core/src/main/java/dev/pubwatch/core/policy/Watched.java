package dev.pubwatch.core.policy;

import dev.pubwatch.core.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A policy that is switched on, and where. */
final class Watched {
  private final Policy policy;
  private final List<Glob> projects;
  private final List<Glob> owners;
  private final List<Glob> except;

  private Watched(Policy policy, PolicySettings.Scope scope) {
    this.policy = policy;
    this.projects = scope.projects().stream().map(Glob::of).toList();
    this.owners = scope.owners().stream().map(Glob::of).toList();
    this.except = scope.except().stream().map(Glob::of).toList();
  }

  static List<Watched> of(PolicySettings settings) {
    return Policies.ALL.stream()
        .filter(policy -> scope(policy, settings).enabled())
        .map(policy -> new Watched(policy, scope(policy, settings)))
        .toList();
  }

  private static PolicySettings.Scope scope(Policy policy, PolicySettings settings) {
    PolicySettings.Scope set = settings.scopes().get(policy.name());
    return set == null ? PolicySettings.Scope.everywhere(policy.defaultOn()) : set;
  }

  Policy policy() {
    return policy;
  }

  boolean covers(Event e) {
    boolean named =
        (projects.isEmpty() && owners.isEmpty())
            || any(projects, e.project())
            || any(owners, e.owner());
    return named && !any(except, e.project()) && !any(except, e.owner());
  }

  private static boolean any(List<Glob> globs, @Nullable String value) {
    return value != null && globs.stream().anyMatch(glob -> glob.matches(value));
  }
}
