package dev.pubwatch.formats;

import dev.pubwatch.formats.cloud.CloudTrail;
import dev.pubwatch.formats.cloud.CloudflareAudit;
import dev.pubwatch.formats.cloud.OktaLog;
import dev.pubwatch.formats.custom.MappingFormat;
import dev.pubwatch.formats.forge.GitWorkflowLog;
import dev.pubwatch.formats.forge.GiteaWebhook;
import dev.pubwatch.formats.forge.GithubAudit;
import dev.pubwatch.formats.forge.GithubWebhook;
import dev.pubwatch.formats.forge.GitlabAudit;
import dev.pubwatch.formats.registry.ArtifactoryLog;
import dev.pubwatch.formats.registry.CratesIo;
import dev.pubwatch.formats.registry.DockerhubWebhook;
import dev.pubwatch.formats.registry.HarborAudit;
import dev.pubwatch.formats.registry.HarborWebhook;
import dev.pubwatch.formats.registry.NexusAudit;
import dev.pubwatch.formats.registry.NpmPackument;
import dev.pubwatch.formats.registry.NpmPublishLog;
import dev.pubwatch.formats.registry.OciNotifications;
import dev.pubwatch.formats.registry.RubygemsEvents;
import dev.pubwatch.formats.registry.VerdaccioLog;
import dev.pubwatch.formats.registry.WarehouseEvents;
import dev.pubwatch.formats.registry.WarehouseJournals;
import dev.pubwatch.formats.scanning.SecretScanning;
import java.util.List;

/** Every format that can be read, by its name. */
public final class Formats {
  private static final List<Format> ALL =
      List.of(
          new PubwatchFormat(),
          new NpmPublishLog(),
          new NpmPackument(),
          new GitWorkflowLog(),
          new GithubAudit(),
          new GithubWebhook(),
          new GitlabAudit(),
          new GiteaWebhook(),
          new CloudTrail(),
          new CloudflareAudit(),
          new OktaLog(),
          new OciNotifications(),
          new DockerhubWebhook(),
          new HarborWebhook(),
          new HarborAudit(),
          new VerdaccioLog(),
          new NexusAudit(),
          new ArtifactoryLog(),
          new WarehouseEvents(),
          new WarehouseJournals(),
          new CratesIo(),
          new RubygemsEvents(),
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
   * Whether a setting names a format, as far as its spelling goes: one of {@link #names()}, or
   * {@code mapping:} and a file, whatever that file holds.
   */
  public static boolean isName(String name) {
    return names().contains(name)
        || (name.startsWith(MappingFormat.PREFIX) && name.length() > MappingFormat.PREFIX.length());
  }

  /**
   * The format of that name, or the mapping in the file that {@code mapping:FILE} names.
   *
   * @throws IllegalArgumentException naming the nearest format and all others, or what is wrong
   *     with the mapping
   */
  public static Format byName(String name) {
    if (isName(name) && name.startsWith(MappingFormat.PREFIX)) {
      return MappingFormat.of(name.substring(MappingFormat.PREFIX.length()));
    }
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
