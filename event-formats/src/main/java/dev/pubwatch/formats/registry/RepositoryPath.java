package dev.pubwatch.formats.registry;

import dev.pubwatch.formats.PackageUrl;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a path in a repository manager stands for: a Maven artifact or an npm tarball by the shape
 * that those give their paths; of any other path only the repository and the path are known.
 *
 * @param project package URL
 * @param version null where the path does not tell
 */
record RepositoryPath(String project, @Nullable String version) {
  /** {@code com/acme/lib/1.0/lib-1.0.jar}. */
  private static final Pattern MAVEN =
      Pattern.compile(
          "([^/]{1,128}(?:/[^/]{1,128}){0,12})/([^/]{1,128})/([^/]{1,128})/\\2-\\3[^/]*");

  /** {@code @acme/lib/-/lib-1.0.0.tgz}. */
  private static final Pattern NPM =
      Pattern.compile("((?:@[^/]{1,128}/)?[^/]{1,128})/-/([^/]{1,200})");

  private static final int MAX_PATH = 1024;

  static RepositoryPath of(@Nullable String repository, String path) {
    String bare = path.startsWith("/") ? path.substring(1) : path;
    if (bare.length() <= MAX_PATH) {
      Matcher npm = NPM.matcher(bare);
      if (npm.matches()) {
        String version = NpmNames.versionOfTarball(npm.group(1), npm.group(2));
        return new RepositoryPath(PackageUrl.of("npm", npm.group(1)), version);
      }
      Matcher maven = MAVEN.matcher(bare);
      if (maven.matches()) {
        String group = maven.group(1).replace('/', '.');
        return new RepositoryPath(
            PackageUrl.of("maven", group + "/" + maven.group(2)), maven.group(3));
      }
    }
    String whole = repository == null ? bare : repository + "/" + bare;
    return new RepositoryPath(PackageUrl.of("generic", whole), null);
  }
}
