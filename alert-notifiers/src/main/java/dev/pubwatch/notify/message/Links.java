package dev.pubwatch.notify.message;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a project or a release can be seen. Hosts are fixed; names from logs are only in paths. */
final class Links {
  private static final Map<String, String> PAGES =
      Map.of(
          "npm", "https://www.npmjs.com/package/%s",
          "pypi", "https://pypi.org/project/%s/",
          "gem", "https://rubygems.org/gems/%s",
          "cargo", "https://crates.io/crates/%s");
  private static final Map<String, String> VERSIONS =
      Map.of(
          "npm", "https://www.npmjs.com/package/%s/v/%s",
          "pypi", "https://pypi.org/project/%s/%s/",
          "gem", "https://rubygems.org/gems/%s/versions/%s",
          "cargo", "https://crates.io/crates/%s/%s");
  private static final List<String> HOSTS = List.of("github.com/", "gitlab.com/");
  private static final String PURL = "pkg:";
  private static final int LONGEST = 300;

  private Links() {}

  /** The page of a project or of one version, null where none is known. */
  static @Nullable String of(@Nullable String project, @Nullable String version) {
    if (project == null || project.length() > LONGEST) {
      return null;
    }
    for (String host : HOSTS) {
      if (project.startsWith(host)) {
        return "https://" + host + path(project.substring(host.length()));
      }
    }
    return project.startsWith(PURL) ? ofPackage(project.substring(PURL.length()), version) : null;
  }

  private static @Nullable String ofPackage(String purl, @Nullable String version) {
    int slash = purl.indexOf('/');
    String page = slash < 0 ? null : PAGES.get(purl.substring(0, slash));
    if (page == null || purl.indexOf('?') >= 0) {
      return null;
    }
    String name = path(decoded(purl.substring(slash + 1)));
    String versions = VERSIONS.get(purl.substring(0, slash));
    return version == null || version.length() > LONGEST || versions == null
        ? page.formatted(name)
        : versions.formatted(name, encoded(version));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static String path(String name) {
    StringBuilder path = new StringBuilder();
    for (String segment : name.split("/", -1)) {
      boolean dots = segment.equals(".") || segment.equals("..");
      path.append(path.isEmpty() ? "" : "/").append(dots ? "-" : encoded(segment));
    }
    return path.toString();
  }

  static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%40", "@")
        .replace("*", "%2A");
  }
}
