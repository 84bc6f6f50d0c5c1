package dev.pubwatch.formats.registry;

import org.jspecify.annotations.Nullable;

/** Names of npm packages. */
final class NpmNames {
  private NpmNames() {}

  /** {@code scope} of {@code @scope/name}; null without one. */
  static @Nullable String scope(String name) {
    int slash = name.indexOf('/');
    return name.startsWith("@") && slash > 1 ? name.substring(1, slash) : null;
  }

  /** {@code 1.2.3} of the tarball {@code name-1.2.3.tgz} of that package; null for another file. */
  static @Nullable String versionOfTarball(String name, String file) {
    String prefix = name.substring(name.indexOf('/') + 1) + "-";
    boolean fits = file.startsWith(prefix) && file.endsWith(".tgz");
    return fits && file.length() > prefix.length() + 4
        ? file.substring(prefix.length(), file.length() - 4)
        : null;
  }
}
