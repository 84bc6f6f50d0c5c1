package dev.pubwatch.job.geo;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the names that providers use stand for. */
final class KnownNetworks {
  private static final Map<String, Network> BY_FILE =
      Map.ofEntries(
          hosting("amazon", "aws"),
          hosting("aws", "aws"),
          hosting("azure", "azure"),
          hosting("cloudflare", "cloudflare"),
          hosting("digitalocean", "digitalocean"),
          hosting("fastly", "fastly"),
          hosting("gcp", "google"),
          hosting("google", "google"),
          hosting("hetzner", "hetzner"),
          hosting("ips", "cloudflare"), // ips-v4 and ips-v6, as Cloudflare names its lists
          hosting("linode", "linode"),
          hosting("microsoft", "azure"),
          hosting("oracle", "oracle"),
          hosting("ovh", "ovh"),
          hosting("vultr", "vultr"),
          Map.entry("circleci", new Network("ci", "circleci")),
          Map.entry("github", new Network("ci", "github-actions")),
          Map.entry("tor", new Network("tor", "tor")));

  private KnownNetworks() {}

  private static Map.Entry<String, Network> hosting(String file, String provider) {
    return Map.entry(file, new Network("hosting", provider));
  }

  /**
   * Whose ranges a plain list holds, by the first word of its name; null when that says nothing.
   */
  static @Nullable Network ofFile(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    int end = 0;
    while (end < name.length() && Character.isLetterOrDigit(name.charAt(end))) {
      end++;
    }
    String word = name.substring(0, end);
    boolean vpn = word.endsWith("vpn") && word.length() > 3;
    return vpn ? new Network("vpn", word) : BY_FILE.get(word);
  }

  /** By the field of GitHub's meta API. */
  static Network github(String service) {
    return switch (service) {
      case "actions", "actions_macos" -> new Network("ci", "github-actions");
      case "dependabot" -> new Network("ci", "dependabot");
      case "codespaces" -> new Network("hosting", "github-codespaces");
      default -> new Network("hosting", "github");
    };
  }

  static Network aws(String service) {
    return service.equals("CODEBUILD")
        ? new Network("ci", "aws-codebuild")
        : new Network("hosting", "aws");
  }

  static Network google(String service) {
    return new Network("hosting", service.isEmpty() ? "google" : "google-cloud");
  }

  static Network azure(String tag) {
    return tag.equals("azuredevops")
        ? new Network("ci", "azure-pipelines")
        : new Network("hosting", "azure");
  }
}
