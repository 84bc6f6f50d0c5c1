package dev.pubwatch.cli.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.config.PubwatchConfig.Alerts;
import dev.pubwatch.cli.config.PubwatchConfig.Notifiers;
import dev.pubwatch.cli.config.PubwatchConfig.Ports;
import dev.pubwatch.cli.config.PubwatchConfig.Source;
import dev.pubwatch.cli.config.PubwatchConfig.Webhook;
import dev.pubwatch.core.RepositoryMap;
import dev.pubwatch.core.policy.PolicySettings;
import dev.pubwatch.core.policy.PolicySettings.Scope;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PubwatchConfigTest {
  private static final Set<String> FORMATS = Set.of("npm-publish-log", "cloudtrail");

  @TempDir private Path folder = Path.of("");

  @Test
  void defaults() {
    PubwatchConfig defaults = PubwatchConfig.defaults();

    assertEquals(DataDir.standard(), defaults.dataDir());
    assertEquals(new Ports(9092, 9093, 8081, 8083, 8082, 8080), defaults.ports());
    assertEquals(Duration.ofSeconds(10), defaults.outOfOrderness());
    assertEquals(new Alerts(9, 8), defaults.alerts());
    assertEquals(Delivery.AT_LEAST_ONCE, defaults.delivery());
    assertEquals(Duration.ofSeconds(10), defaults.checkpointInterval());
    assertEquals(List.of(), defaults.sources());
    assertEquals(null, defaults.hashKeyFile());
    assertEquals(new Notifiers(true, null), defaults.notifiers());
  }

  @Test
  void anEmptyFileIsTheDefaults() throws Exception {
    String read = load("# nothing set\n").toString();
    String file = "file=" + folder.resolve("pubwatch.yaml");
    assertEquals(PubwatchConfig.defaults().toString(), read.replace(file, "file=null"));
  }

  @Test
  void fullMapping() throws Exception {
    PubwatchConfig config =
        load(
            """
            data: {dir: state}
            kafka: {port: 19092, controllerPort: 19093}
            registry: {port: 18081}
            connect: {port: 18083}
            flink: {port: 0}
            console: {port: 0}
            ordering: {outOfOrderness: PT1M30S}
            alerts: {perDay: 0.5, minBits: 12}
            delivery: exactly-once
            checkpoint: {interval: 2s}
            sources:
              - name: npm.main
                format: npm-publish-log
                paths: [logs/*.jsonl.gz, /var/log/npm]
              - {name: trail, format: cloudtrail, paths: [trail]}
            credential: {hashKeyFile: secrets/key}
            notifiers:
              terminal: false
              webhook: {url: 'https://example.org/hook', secretFile: /etc/pubwatch/webhook}
              consoleUrl: https://pubwatch.example.org
              channels: {chat: {type: slack, channel: C1, tokenFile: /t}}
              teams: {teamA: {projects: ['pkg:npm/a*', 'pkg:npm/b']}}
              routes: {web: {teams: [teamA], channels: [chat], quietHours: '22:00-07:00'}}
              rates: {chat: 30/m}
              incidents: {quietAfter: 3d}
            geo: {enabled: true, dir: places, asn: as.mmdb, country: /c.mmdb, ranges: [r.txt]}
            correlate: {repositories: {"pkg:npm/%40o/*": github.com/o/mono}}
            policies:
              perDay: 3
              self-hosted-runner: false
              unpinned-action: {owners: [acme], except: ['*/sandbox']}
            gateway: {file: gateway.properties}
            """);

    assertEquals(
        new PubwatchConfig(
            folder.resolve("state"),
            new Ports(19092, 19093, 18081, 18083, 0, 0),
            Duration.ofSeconds(90),
            new Alerts(0.5, 12),
            Delivery.EXACTLY_ONCE,
            Duration.ofSeconds(2),
            List.of(
                new Source(
                    "npm.main",
                    "npm-publish-log",
                    List.of(folder + "/logs/*.jsonl.gz", "/var/log/npm")),
                new Source("trail", "cloudtrail", List.of(folder + "/trail"))),
            folder.resolve("secrets/key"),
            new Notifiers(
                false,
                new Webhook(
                    URI.create("https://example.org/hook"), Path.of("/etc/pubwatch/webhook")),
                Map.of(
                    "notifiers.console-url",
                    "https://pubwatch.example.org",
                    "notifiers.channels.chat.type",
                    "slack",
                    "notifiers.channels.chat.channel",
                    "C1",
                    "notifiers.channels.chat.token-file",
                    "/t",
                    "notifiers.teams.teamA.projects",
                    "pkg:npm/a*,pkg:npm/b",
                    "notifiers.routes.web.teams",
                    "teamA",
                    "notifiers.routes.web.channels",
                    "chat",
                    "notifiers.routes.web.quiet-hours",
                    "22:00-07:00",
                    "notifiers.rates.chat",
                    "30/m",
                    "notifiers.incidents.quiet-after",
                    "3d"),
                folder.resolve("pubwatch.yaml")),
            new GeoSettings(
                true,
                folder.resolve("places"),
                folder.resolve("as.mmdb"),
                Path.of("/c.mmdb"),
                List.of(folder.resolve("r.txt"))),
            new RepositoryMap(Map.of("pkg:npm/%40o/*", "github.com/o/mono")),
            new PolicySettings(
                3,
                Map.of(
                    "self-hosted-runner",
                    Scope.everywhere(false),
                    "unpinned-action",
                    new Scope(true, List.of(), List.of("acme"), List.of("*/sandbox")))),
            folder.resolve("gateway.properties")),
        config);
  }

  /** Other sections' faults are no reason to keep old routes. */
  @Test
  void routesCanBeReadAlone() throws Exception {
    Path file = folder.resolve("routes.yaml");
    Files.writeString(file, "notifiers: {routes: {a: {channels: [x]}}}\nkafka: {prot: 1}\n");
    assertEquals("[x]", PubwatchConfig.routing(file).channels().toString());
    Files.writeString(file, "notifiers: {routes: {a: {chanels: [x]}}}");
    assertThrows(ConfigException.class, () -> PubwatchConfig.routing(file));
  }

  @Test
  void anUnknownPolicyIsRefusedWithTheNearest() {
    ConfigException wrong =
        refused("policies: {perDay: 0, self-hosted-runer: false, unpinned-action: maybe}");
    String faults = String.valueOf(wrong.getMessage());
    assertTrue(faults.contains("policies.perDay must be a whole number"), faults);
    assertTrue(faults.contains("policies.self-hosted-runer, did you mean"), faults);
    assertTrue(faults.contains("policies.unpinned-action must be true or false"), faults);
  }

  @Test
  void everyFaultIsReportedAtOnce() {
    ConfigException wrong =
        refused(
            """
            kafka: {port: 9092, controllerPort: 9092, hosst: a}
            registry: {port: 70000}
            ordering: {outOfOrderness: 10}
            alerts: {perDay: -3, minBits: .nan}
            delivery: at-most-once
            checkpoint: {interval: 1ms}
            sources:
              - {name: a b, format: npm-publish, paths: []}
              - {name: twice, format: cloudtrail, paths: [x]}
              - {name: twice, format: cloudtrail, paths: [3]}
              - {format: cloudtrail, paths: [x]}
            credential: yes
            notifiers: {terminal: no, webhook: {url: 'ftp://x', secret: hunter2}}
            alert: {perDay: 3}
            ordering.outOfOrderness: 10s
            correlate: {repositories: {"pkg:npm/a": 3, "pkg:npm/b": }, repository: x}
            """);

    assertEquals(
        List.of(
            "registry.port must be a port from 0 to 65535, was 70000",
            "unknown key kafka.hosst, known here: port, controllerPort",
            "kafka.controllerPort must differ from kafka.port, both were 9092",
            "ordering.outOfOrderness must be a duration such as 10s or PT10S, from 0ms to 24h,"
                + " was 10",
            "alerts.perDay must be above 0, was -3",
            "alerts.minBits must be 0 to 40, was NaN",
            "delivery must be at-least-once or exactly-once, was at-most-once",
            "checkpoint.interval must be a duration such as 10s or PT10S, from 100ms to 1h,"
                + " was 1ms",
            "sources[0].name must be letters, digits, dots and dashes, at most 63, was a b",
            "sources[0].format must be one that ./pubwatch formats lists (npm-publish-log?),"
                + " was npm-publish",
            "sources[0].paths must list at least one text, was an empty list",
            "sources[2].paths must list texts, was 3",
            "sources[2].name must be unique among sources, was twice",
            "sources[3].name is missing",
            "credential must be a mapping, was yes",
            "notifiers.terminal must be true or false, was no",
            "notifiers.webhook.url must be an http or https address, was ftp://x",
            "unknown key notifiers.webhook.secret, did you mean notifiers.webhook.secretFile?",
            "correlate.repositories.pkg:npm/a must be a text, was 3",
            "correlate.repositories.pkg:npm/b is missing",
            "unknown key correlate.repository, did you mean correlate.repositories?",
            "unknown key alert, did you mean alerts?",
            "unknown key ordering.outOfOrderness, write the part before each dot as a mapping of"
                + " its own"),
        withoutFile(wrong));
  }

  @Test
  void whatIsNotYamlIsToldWithItsLine() {
    assertTrue(only(refused("alerts: {perDay: 1")).contains("pubwatch.yaml:1: is not YAML: "));
    assertTrue(
        only(refused("alerts: {perDay: 1}\nalerts: {perDay: 2}\n")).contains("duplicate key"));
    assertTrue(only(refused("- a\n")).endsWith("must be a mapping of keys to values"));
    assertTrue(only(refused("a: !!java.io.File /etc/passwd\n")).contains("is not YAML"));
  }

  @Test
  void aMissingFileIsToldByName() {
    Path missing = folder.resolve("none.yaml");
    ConfigException wrong =
        assertThrows(ConfigException.class, () -> PubwatchConfig.load(missing, FORMATS));
    assertEquals(List.of(missing + ": no such file"), wrong.faults());
  }

  private PubwatchConfig load(String yaml) throws ConfigException, IOException {
    Path file = folder.resolve("pubwatch.yaml");
    Files.writeString(file, yaml);
    return PubwatchConfig.load(file, FORMATS);
  }

  private ConfigException refused(String yaml) {
    return assertThrows(ConfigException.class, () -> load(yaml));
  }

  private static String only(ConfigException wrong) {
    assertEquals(1, wrong.faults().size(), wrong::getMessage);
    return wrong.faults().get(0);
  }

  private List<String> withoutFile(ConfigException wrong) {
    String prefix = folder.resolve("pubwatch.yaml") + ": ";
    return wrong.faults().stream()
        .map(fault -> fault.startsWith(prefix) ? fault.substring(prefix.length()) : fault)
        .toList();
  }
}
