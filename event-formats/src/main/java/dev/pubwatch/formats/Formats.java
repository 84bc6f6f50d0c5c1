package dev.pubwatch.formats;

import dev.pubwatch.formats.cloud.CloudTrail;
import dev.pubwatch.formats.forge.GitWorkflowLog;
import dev.pubwatch.formats.forge.GithubAudit;
import dev.pubwatch.formats.registry.NpmPublishLog;
import dev.pubwatch.formats.registry.OciNotifications;
import dev.pubwatch.formats.registry.VerdaccioLog;
import dev.pubwatch.formats.scanning.SecretScanning;
import java.util.List;

/** Every format that can be read, by its name. */
public final class Formats {
  private static final List<Format> ALL =
      List.of(
          new PubwatchFormat(),
          new NpmPublishLog(),
          new GitWorkflowLog(),
          new GithubAudit(),
          new CloudTrail(),
          new OciNotifications(),
          new VerdaccioLog(),
          new SecretScanning());

  private Formats() {}

  /** All formats, in the order in which they are listed to a person. */
  public static List<Format> all() {
    return ALL;
  }

  /** Names of all formats, in the same order. */
  public static List<String> names() {
    return ALL.stream().map(Format::name).toList();
  }

  /**
   * The format of that name.
   *
   * @throws IllegalArgumentException naming the nearest format and all others
   */
  public static Format byName(String name) {
    for (Format format : ALL) {
      if (format.name().equals(name)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "no format is called %s; did you mean %s? Formats: %s"
            .formatted(Text.show(name), Nearest.to(name, names()), String.join(", ", names())));
  }
}
