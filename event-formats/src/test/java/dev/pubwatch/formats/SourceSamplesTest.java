package dev.pubwatch.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.events.TokenEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payloads as vendors document them, where they lie beside a checkout; skipped elsewhere. */
class SourceSamplesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SAMPLES =
      Path.of(System.getProperty("pubwatch.shared.data", "../../shared/data"))
          .resolve("source-samples");
  private static final FormatContext LIVE =
      new FormatContext(Samples.HASHER, null, Instant.ofEpochMilli(1_772_366_400_000L));

  @ParameterizedTest
  @CsvSource({
    "cloudflare-audit, cloudflare/audit-v2-response.json, member:add",
    "dockerhub-webhook, docker-hub/webhook-push.json, release:publish",
    "dockerhub-webhook, docker-hub/auditlogs-response-SYNTHETIC.json, release:publish",
    "gitea-webhook, gitea/webhook-package-SYNTHETIC.json, release:publish",
    "github-audit, github-audit/rest-or-stream-events.ndjson, run:complete",
    "gitlab-audit, gitlab/rest-instance-audit-events.json,"
        + " other:project_archived other:change_email_address audit_log:change",
    "gitlab-audit, gitlab/streaming-git-ssh-deploykey.json, repo:clone",
    "harbor-webhook, harbor/webhook-default.json, token:use",
    "harbor-webhook, harbor/webhook-cloudevents.json, token:use",
    "nexus-audit, nexus/audit-log-SYNTHETIC.ndjson, file:add token:create",
    "nexus-audit, nexus/webhook-component-SYNTHETIC.json, release:publish",
    "npm-packument, npm/packument-2.json, release:publish",
    "npm-packument, npm/hook-envelope.json, other:package_change",
    "warehouse-journals, pypi-warehouse/changelog_since_serial-example.json,"
        + " release:yank release:publish file:add",
  })
  void everySampleHasItsWords(String format, String file, String actions) throws IOException {
    List<String> found = new ArrayList<>();
    for (SpecificRecord event : read(format, Files.readAllBytes(sample(file)))) {
      Samples.assertRoundTrip(event);
      found.add(Samples.field(event, "action").toString());
    }
    assertEquals(actions, String.join(" ", found));
  }

  @ParameterizedTest
  @CsvSource({
    "webhook-artifact-deployed.json, file:add",
    "webhook-docker-pushed.json, release:publish",
    "webhook-envelope-SYNTHETIC.json, file:add",
  })
  void artifactorysWebhooksAreRead(String file, String action) throws IOException {
    byte[] line = JSON.writeValueAsBytes(JSON.readTree(sample("artifactory/" + file).toFile()));
    SpecificRecord event = read("artifactory-log", line).get(0);
    assertEquals(action, Samples.field(event, "action"));
  }

  @Test
  void everyWebhookOfGithubIsReadAndToldApartByItsBodyAlone() throws IOException {
    try (Stream<Path> files = Files.walk(sample("github-webhooks"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        String folder = file.getName(file.getNameCount() - 2).toString();
        // Without what was received when: the body's own times must do.
        Parsed parsed =
            Formats.byName("github-webhook").parse(Files.readAllBytes(file), Samples.CONTEXT);
        assertTrue(parsed instanceof Parsed.Events, () -> parsed + " of " + file);
        SpecificRecord event = ((Parsed.Events) parsed).events().get(0);
        String name = Samples.field(event, "source_action").toString();
        assertTrue(name.equals(folder) || name.startsWith(folder + "."), () -> name + " " + file);
        Samples.assertRoundTrip(event);
      }
    }
  }

  @Test
  void rowsOfDatabasesAreRead() throws IOException {
    JsonNode pypi =
        JSON.readTree(sample("pypi-warehouse/rows-SYNTHETIC-from-schema.json").toFile());
    for (String table : List.of("file_events", "project_events", "user_events")) {
      for (JsonNode row : pypi.path(table)) {
        assertEquals(1, readRow("warehouse-events", row, "id", "time").size());
      }
    }
    assertEquals(1, readRow("warehouse-journals", pypi.path("journals").get(0)).size());
    JsonNode gems = JSON.readTree(sample("rubygems/rows-SYNTHETIC-from-schema.json").toFile());
    for (String table : List.of("events_rubygem_events", "events_user_events")) {
      for (JsonNode row : gems.path(table)) {
        assertEquals(1, readRow("rubygems-events", row, "created_at").size());
      }
    }
    JsonNode crates = JSON.readTree(sample("crates-io/rows-SYNTHETIC-from-schema.json").toFile());
    for (String table :
        List.of("version_owner_actions", "versions", "api_tokens", "trustpub_tokens")) {
      for (JsonNode row : crates.path(table)) {
        assertEquals(1, readRow("crates-io", row).size());
      }
    }
  }

  @Test
  void versionsOfTheCratesApiTellTrustedPublishersAndYanks() throws IOException {
    String yanked =
        Files.readString(sample("crates-io/api-version-yanked-with-audit-actions.json"));
    assertEquals(2, read("crates-io", dated(yanked)).size());
    String trusted = Files.readString(sample("crates-io/api-version-trustpub.json"));
    PublishEvent event = (PublishEvent) read("crates-io", dated(trusted)).get(0);
    assertEquals("github.com/rust-lang/foo-rs", event.getProvenance().getTrustedPublisher());
  }

  /** The snapshots have their times taken out. */
  private static byte[] dated(String snapshot) {
    return snapshot.replace("[datetime]", "2026-08-01T10:00:00Z").getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theTrustedPublisherThatAPackageLostIsSeen() throws IOException {
    ObjectNode packument = JSON.createObjectNode().put("name", "lost");
    packument
        .putObject("time")
        .put("1.2.2", "2026-03-01T00:00:00Z")
        .put("1.14.1", "2026-03-02T00:00:00Z");
    ObjectNode versions = packument.putObject("versions");
    versions.set("1.2.2", JSON.readTree(sample("npm/version-trusted-publisher.json").toFile()));
    versions.set(
        "1.14.1", JSON.readTree(sample("npm/version-manual-publish-after-oidc.json").toFile()));
    List<SpecificRecord> events = read("npm-packument", JSON.writeValueAsBytes(packument));
    PublishEvent before = (PublishEvent) events.get(0);
    assertEquals("github", before.getProvenance().getTrustedPublisher());
    assertEquals(true, before.getProvenance().getAttested());
    PublishEvent after = (PublishEvent) events.get(1);
    assertEquals(false, after.getProvenance().getAttested());
    assertEquals("maintainer", after.getActor().getId());
  }

  @Test
  void theTokensOfSecretScanningReportsAreGone() throws IOException {
    byte[] body = Files.readAllBytes(sample("github-secret-scanning/body.json"));
    List<SpecificRecord> reports = read("secret-scanning", body);
    assertEquals(1, reports.size());
    assertFalse(CanonicalJson.write(reports.get(0)).contains("some_token"));
    String second =
        JSON.readTree(sample("github-secret-scanning/vector2.json").toFile()).path("body").asText();
    assertEquals(1, read("secret-scanning", second.getBytes(StandardCharsets.UTF_8)).size());
  }

  @Test
  void onlyTheTokensOwnRowNamesNoOne() throws IOException {
    JsonNode crates = JSON.readTree(sample("crates-io/rows-SYNTHETIC-from-schema.json").toFile());
    TokenEvent token = (TokenEvent) readRow("crates-io", crates.path("api_tokens").get(0)).get(0);
    assertEquals("crates-token/3", token.getCredential().getId());
    assertFalse(CanonicalJson.write(token).contains("sha256"));
  }

  private static Path sample(String name) {
    Path path = SAMPLES.resolve(name);
    assumeTrue(Files.exists(path), () -> "no shared data here: " + path);
    return path;
  }

  private static List<SpecificRecord> readRow(String format, JsonNode row, String... missing)
      throws IOException {
    ObjectNode whole = row.deepCopy();
    for (String name : missing) {
      if (!whole.has(name)) {
        whole.put(name, "2026-08-01T10:00:00Z");
      }
    }
    return read(format, JSON.writeValueAsBytes(whole));
  }

  private static List<SpecificRecord> read(String name, byte[] content) throws IOException {
    Format format = Formats.byName(name);
    List<SpecificRecord> events = new ArrayList<>();
    try (RecordSplitter records =
        RecordSplitter.open(new ByteArrayInputStream(content), format.framing(), 1 << 20)) {
      for (RawRecord raw = records.next(); raw != null; raw = records.next()) {
        byte[] bytes = raw.bytes();
        Parsed parsed = format.parse(bytes, LIVE);
        assertTrue(
            parsed instanceof Parsed.Events,
            () -> parsed + " of " + new String(bytes, StandardCharsets.UTF_8));
        events.addAll(((Parsed.Events) parsed).events());
      }
    }
    return events;
  }
}
