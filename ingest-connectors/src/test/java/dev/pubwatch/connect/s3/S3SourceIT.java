package dev.pubwatch.connect.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.Zstd;
import dev.pubwatch.connect.EventSettings;
import dev.pubwatch.connect.TaskHarness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server with S3's API that is not ours. */
final class S3SourceIT {
  private final Instant now = Instant.now();

  /** A sign-in of a workflow, the registry's token, what it published, and who stopped the log. */
  private static final List<String> CLOUDTRAIL =
      List.of(
          """
          {"eventVersion":"1.08","userIdentity":{"type":"WebIdentityUser","principalId":\
          "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com:\
          sts.amazonaws.com:repo:acme/tool:ref:refs/heads/main","userName":\
          "repo:acme/tool:ref:refs/heads/main","identityProvider":\
          "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"},\
          "eventTime":"2026-01-11T05:00:00Z","eventSource":"sts.amazonaws.com","eventName":\
          "AssumeRoleWithWebIdentity","awsRegion":"eu-west-1","sourceIPAddress":"203.0.113.7",\
          "userAgent":"aws-sdk-js/3.9","requestParameters":{"roleArn":\
          "arn:aws:iam::123456789012:role/publish","roleSessionName":"ci","durationSeconds":3600},\
          "responseElements":{"credentials":{"accessKeyId":"ASIAABCDEFGHIJKLMNOP","sessionToken":\
          "IQoJb3JpZ2luX2VjE-made-up-session-token","expiration":"Jan 11, 2026, 6:00:00 AM"}},\
          "requestID":"r1","eventID":"a1","readOnly":true,"eventType":"AwsApiCall",\
          "managementEvent":true,"recipientAccountId":"123456789012"}""",
          """
          {"eventVersion":"1.08","userIdentity":{"type":"AssumedRole","principalId":"AROA1:ci",\
          "arn":"arn:aws:sts::123456789012:assumed-role/publish/ci","accountId":"123456789012",\
          "accessKeyId":"ASIAABCDEFGHIJKLMNOP","sessionContext":{"sessionIssuer":{"type":"Role",\
          "arn":"arn:aws:iam::123456789012:role/publish","userName":"publish"}}},\
          "eventTime":"2026-01-11T05:00:05Z","eventSource":"ecr.amazonaws.com","eventName":\
          "PutImage","awsRegion":"eu-west-1","sourceIPAddress":"203.0.113.7","userAgent":"docker/27",\
          "requestParameters":{"repositoryName":"tool","imageTag":"1.0","registryId":"123456789012"},\
          "responseElements":{"image":{"repositoryName":"tool","imageId":{"imageDigest":\
          "sha256:61ed","imageTag":"1.0"}}},"requestID":"r2","eventID":"a2","readOnly":false,\
          "recipientAccountId":"123456789012"}""",
          """
          {"eventVersion":"1.08","userIdentity":{"type":"IAMUser","principalId":"AIDA1","arn":\
          "arn:aws:iam::123456789012:user/mallory","accountId":"123456789012","accessKeyId":\
          "AKIAABCDEFGHIJKLMNOP","userName":"mallory"},"eventTime":"2026-01-11T05:10:00Z",\
          "eventSource":"cloudtrail.amazonaws.com","eventName":"StopLogging","awsRegion":"eu-west-1",\
          "sourceIPAddress":"198.51.100.4","userAgent":"aws-cli/2.17","requestParameters":{"name":\
          "trail"},"responseElements":null,"requestID":"r3","eventID":"a3","readOnly":false,\
          "recipientAccountId":"123456789012"}""");

  private static final String GITHUB =
      """
      {"_document_id":"%s","@timestamp":1768107600000,"created_at":1768107600000,"action":\
      "repo.create","actor":"mona","org":"acme","repo":"acme/tool"}
      """;

  @TempDir private static Path folder = Path.of("");
  private static S3Proxy server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server = new S3Proxy(folder);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void readsCloudTrailsObjectsAndGoesOnAfterARestart() {
    String day = S3SourceTaskTest.PREFIX + at("yyyy/MM/dd/");
    String name = day + "123456789012_CloudTrail_eu-west-1_" + at("yyyyMMdd'T'HHmm'Z'_");
    server.put(name + "Zk2vQh8mT1aXb9Lw.json.gz", cloudTrail(CLOUDTRAIL.subList(0, 2)));
    server.put(
        day.replace("CloudTrail/", "CloudTrail-Digest/") + "x.json.gz", cloudTrail(List.of()));
    try (TaskHarness harness = harness(Map.of(S3SourceConfig.BATCH_MAX_RECORDS, "1")).start()) {
      harness.poll();
      harness.poll();
      harness.commit(1);
      harness.crash();
      server.put(name + "Ab3dEf6hIj9lMn2p.json.gz", cloudTrail(CLOUDTRAIL.subList(2, 3)));
      harness.drain();
      harness.commit();
      assertEquals(
          List.of(
              "cloudtrail:a1 token:create 203.0.113.7",
              "cloudtrail:a2 release:publish 203.0.113.7",
              "cloudtrail:a3 audit_log:change 198.51.100.4"),
          shown(harness.committed()));
      assertFalse(written(harness.committed()).contains("made-up-session-token"));
      assertFalse(written(harness.committed()).contains(S3SourceTaskTest.SECRET));
    }
  }

  private static byte[] cloudTrail(List<String> records) {
    return S3SourceTaskTest.gzip(bytes("{\"Records\":[" + String.join(",", records) + "]}"));
  }

  @Test
  void readsGithubsStreamWhateverCompressesIt() {
    String folder = at("yyyy/MM/HH/mm/");
    server.put("github/" + folder + "5f1c.json.gz", S3SourceTaskTest.gzip(lines("d1", "d2")));
    server.put("github/" + folder + "5f1d.json.zst", Zstd.compress(lines("d3")));
    server.put("github/" + folder + "5f1e.json", lines("d4"));
    Map<String, String> settings =
        Map.of(
            S3SourceConfig.LAYOUT,
            "github-audit",
            S3SourceConfig.PREFIXES,
            "github/",
            EventSettings.SOURCE_NAME,
            "github:acme");
    try (TaskHarness harness = harness(settings).start()) {
      harness.drain();
      harness.commit(3);
      harness.crash();
      harness.drain();
      harness.commit();
      assertEquals(
          List.of("d1", "d2", "d3", "d4"),
          TaskHarness.ids(harness.committed()).stream()
              .map(id -> id.replace("github:", ""))
              .sorted()
              .toList());
    }
  }

  private static byte[] lines(String... ids) {
    StringBuilder lines = new StringBuilder();
    for (String id : ids) {
      lines.append(GITHUB.formatted(id));
    }
    return bytes(lines.toString());
  }

  @Test
  void failsWhereTheSignatureIsNotAccepted() {
    String wrong = "wr0ng-wr0ng";
    try (TaskHarness harness = harness(Map.of(S3SourceConfig.SECRET_ACCESS_KEY, wrong)).start()) {
      ConnectException fault = assertThrows(ConnectException.class, harness::poll);
      assertFalse(String.valueOf(fault.getMessage()).contains(wrong), fault::getMessage);
    }
  }

  private static TaskHarness harness(Map<String, String> more) {
    Map<String, String> settings = S3SourceTaskTest.settings(server.url());
    settings.putAll(more);
    return new TaskHarness(settings, S3SourceTask::new);
  }

  private String at(String pattern) {
    return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC).format(now);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> shown(List<SourceRecord> records) {
    return records.stream().map(TaskHarness::value).map(S3SourceIT::shown).toList();
  }

  private static String shown(JsonNode event) {
    return "%s %s %s"
        .formatted(
            event.path("event_id").asText(event.toString()),
            event.path("action").asText(),
            event.at("/origin/ip").asText());
  }

  private static String written(List<SourceRecord> records) {
    StringBuilder text = new StringBuilder();
    for (SourceRecord record : records) {
      text.append(TaskHarness.value(record)).append(record.sourceOffset()).append(record.headers());
    }
    return text.toString();
  }
}
