package dev.pubwatch.connect.http;

import dev.pubwatch.connect.http.Authentication.Scheme;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/** The systems that can be asked, by name. */
final class Presets {
  private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}";
  private static final String SYSTEM = "system";

  private static final List<Preset> ALL =
      List.of(
          new Preset(
              "github-audit",
              "github-audit",
              "https://api.github.com",
              Scheme.BEARER,
              true,
              Pattern.compile("(orgs|enterprises)/" + NAME),
              "orgs/acme or enterprises/acme",
              List.of(),
              1_750,
              100,
              Duration.ofMinutes(5),
              "github:%s",
              true,
              new GithubAuditApi()),
          new Preset(
              "gitlab-audit",
              "gitlab-audit",
              "https://gitlab.com/api/v4",
              Scheme.PRIVATE_TOKEN,
              true,
              Pattern.compile("instance|(groups|projects)/[A-Za-z0-9_.%-]{1,200}"),
              "instance, groups/42 or projects/acme%2Ftool",
              List.of(),
              3_600,
              100,
              Duration.ofMinutes(5),
              "gitlab:%2$s",
              true,
              new GitlabAuditApi()),
          new Preset(
              "npm",
              "npm-packument",
              "https://registry.npmjs.org",
              Scheme.BEARER,
              false,
              Pattern.compile(
                  NpmStreams.CHANGES + "|(@[a-z0-9~_.-]{1,100}/)?[A-Za-z0-9~_.-]{1,214}"),
              NpmStreams.CHANGES + ", left-pad or @acme/tool",
              List.of(NpmStreams.CHANGES),
              3_600,
              1_000,
              Duration.ofHours(1),
              "npm",
              true,
              null),
          new Preset(
              "docker-hub-audit",
              "dockerhub-webhook",
              "https://hub.docker.com",
              Scheme.DOCKER_HUB,
              true,
              Pattern.compile(NAME),
              "acme",
              List.of(),
              600,
              100,
              Duration.ofMinutes(5),
              "dockerhub:%s",
              false,
              new DockerHubApi()),
          new Preset(
              "harbor-audit",
              "harbor-audit",
              null,
              Scheme.BASIC,
              true,
              Pattern.compile(SYSTEM),
              SYSTEM,
              List.of(SYSTEM),
              3_600,
              100,
              Duration.ofMinutes(1),
              "harbor:%2$s",
              true,
              new HarborApi()),
          new Preset(
              "cloudflare-audit",
              "cloudflare-audit",
              "https://api.cloudflare.com/client/v4",
              Scheme.BEARER,
              true,
              Pattern.compile("[0-9a-f]{32}"),
              "4bb334f7c94c4a29a045f03944f072e5",
              List.of(),
              3_600,
              1_000,
              Duration.ofMinutes(5),
              "cloudflare:%s",
              true,
              new CloudflareApi()),
          new Preset(
              "okta-log",
              "okta-log",
              null,
              Scheme.SSWS,
              true,
              Pattern.compile(SYSTEM),
              SYSTEM,
              List.of(SYSTEM),
              3_600,
              1_000,
              Duration.ofMinutes(5),
              "okta",
              true,
              new OktaApi()));

  private Presets() {}

  static List<String> names() {
    return ALL.stream().map(Preset::name).toList();
  }

  static Preset byName(String name) {
    return ALL.stream()
        .filter(preset -> preset.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    HttpSourceConfig.PRESET, name, "must be one of " + String.join(", ", names())));
  }
}
