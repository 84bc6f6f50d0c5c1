package dev.pubwatch.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which repository a package is released from, as an operator says it; what trusted publishers
 * claim is learned beside it.
 *
 * @param byPackage repository, host/owner/repo, of a package URL, or of all that begin with what
 *     stands before a {@code *} at the end
 */
public record RepositoryMap(Map<String, String> byPackage) {
  /** Nothing but what is learned. */
  public static final RepositoryMap NONE = new RepositoryMap(Map.of());

  /** Also checks: each package must have a repository, and neither may be blank. */
  public RepositoryMap {
    List<String> faults = new ArrayList<>();
    new TreeMap<>(byPackage)
        .forEach(
            (name, repository) -> {
              if (name.isBlank() || repository.isBlank()) {
                faults.add(
                    "correlate.repositories must name a package and its repository, was '%s: %s'"
                        .formatted(name, repository));
              }
            });
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
    byPackage = Map.copyOf(byPackage);
  }

  /** The repository of a package: its own entry, else that of the longest prefix; null for none. */
  public @Nullable String of(String project) {
    String exact = byPackage.get(project);
    if (exact != null || byPackage.isEmpty()) {
      return exact;
    }
    for (int length = project.length(); length >= 0; length--) {
      String found = byPackage.get(project.substring(0, length) + "*");
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
