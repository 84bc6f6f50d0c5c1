package dev.pubwatch.job.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import dev.pubwatch.events.Artifact;
import dev.pubwatch.events.CiEvent;
import dev.pubwatch.events.Credential;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.events.Exposure;
import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.events.TokenEvent;
import dev.pubwatch.formats.CanonicalJson;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventMapperTest {
  private static PublishEvent publish(String id) {
    PublishEvent event = new PublishEvent();
    event.setEventId(id);
    event.setSource("npm");
    event.setTime(Instant.ofEpochMilli(1234));
    event.setAction("release:publish");
    event.setAttributes(Map.of());
    return event;
  }

  @Test
  void theThreeEventRecordsHaveOneLayout() {
    List<String> layout = EventMapper.layout(PublishEvent.getClassSchema());
    assertEquals(layout, EventMapper.layout(TokenEvent.getClassSchema()));
    assertEquals(layout, EventMapper.layout(CiEvent.getClassSchema()));
  }

  @Test
  void whatIsMissingStaysMissing() {
    Event event = EventMapper.toEvent(publish("a"));
    assertEquals(
        Event.builder("a", EventKind.PUBLISH, "npm", 1234, "release:publish").build(), event);
    assertNull(event.installScript());
    assertEquals(Event.UNKNOWN, event.sizeBytes());
  }

  @Test
  void everyPartIsCarriedOver() throws Exception {
    String json =
        """
        {"type":"ci","event_id":"c","source":"github:acme","time":"2024-03-01T00:00:00.000Z",\
        "action":"run:complete","project":"github.com/acme/app","owner":"acme",\
        "actor":{"id":"eve","kind":"user"},\
        "credential":{"id":"hmac:1","kind":"oidc","created_at":"2024-02-01T00:00:00.000Z"},\
        "origin":{"ip":"192.0.2.1","prefix":"192.0.2.0/24","asn":64500,"country":"DE",\
        "network_kind":"hosting","client":"git","client_version":"2.40"},\
        "provenance":{"attested":true,"trusted_publisher":"gh"},\
        "ci":{"workflow":"ci.yml","run_id":"7","ref":"main","head_sha":"ab","event":"push",\
        "conclusion":"success","runner_kind":"hosted","secrets_passed":["T"],\
        "egress_hosts":["h"],"content_hash":"x","sends_secrets":true,"action_refs_unpinned":2},\
        "attributes":{"k":"v"}}""";
    Event expected =
        Event.builder(
                "c",
                EventKind.CI,
                "github:acme",
                Instant.parse("2024-03-01T00:00:00Z").toEpochMilli(),
                "run:complete")
            .project("github.com/acme/app")
            .owner("acme")
            .actorId("eve")
            .actorKind("user")
            .credentialId("hmac:1")
            .credentialKind("oidc")
            .credentialCreatedAtMillis(Instant.parse("2024-02-01T00:00:00Z").toEpochMilli())
            .ip("192.0.2.1")
            .prefix("192.0.2.0/24")
            .asn(64500)
            .country("DE")
            .networkKind("hosting")
            .client("git")
            .clientVersion("2.40")
            .attested(true)
            .trustedPublisher("gh")
            .workflow("ci.yml")
            .runId("7")
            .ref("main")
            .headSha("ab")
            .trigger("push")
            .conclusion("success")
            .runnerKind("hosted")
            .secretsPassed(List.of("T"))
            .egressHosts(List.of("h"))
            .contentHash("x")
            .sendsSecrets(true)
            .actionRefsUnpinned(2)
            .attributes(Map.of("k", "v"))
            .build();
    assertEquals(expected, EventMapper.toEvent(CanonicalJson.readEvent(json)));
  }

  @Test
  void anExposureIsATokenEvent() {
    Exposure exposure =
        new Exposure(
            "x1",
            "hmac:1",
            CredentialKind.api_token,
            Instant.ofEpochMilli(10),
            Instant.ofEpochMilli(20),
            "secret-scanning",
            "https://example.org/leak",
            "pkg:npm/p",
            null,
            null,
            null);
    Event event = EventMapper.toEvent(exposure);
    assertEquals(EventKind.TOKEN, event.kind());
    assertEquals("token:exposed", event.action());
    assertEquals(20, event.timeMillis());
    assertEquals("hmac:1", event.credentialId());
    assertEquals("1970-01-01T00:00:00.010Z", event.attributes().get("exposed_at"));
    assertEquals("10", event.attributes().get("exposed_at_ms"));
    assertEquals("https://example.org/leak", event.attributes().get("url"));
  }

  @Test
  void anIndicatorIsAReportWithoutACredential() {
    Exposure list =
        new Exposure(
            "x2",
            "",
            CredentialKind.unknown,
            null,
            Instant.ofEpochMilli(20),
            "list",
            null,
            null,
            null,
            "host",
            "webhook.example");
    Event event = EventMapper.toEvent(list);
    assertNull(event.credentialId());
    assertEquals("host", event.attributes().get("indicator_kind"));
    assertEquals("webhook.example", event.attributes().get("indicator"));
  }

  @Test
  void theWorkflowOfACredentialIsKept() {
    PublishEvent event = publish("p");
    event.setCredential(
        new Credential(
            "c",
            CredentialKind.oidc,
            null,
            List.of(),
            null,
            "o/r/.github/workflows/x.yml@v1",
            null));
    assertEquals(
        "o/r/.github/workflows/x.yml@v1",
        EventMapper.toEvent(event).attributes().get("workflow_ref"));
  }

  @Test
  void hostileLengthsAreBoundedAndIdsStayApart() {
    String huge = "x".repeat(1_000_000);
    PublishEvent one = publish(huge + "1");
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      attributes.put("k" + i, huge.substring(0, 2_000));
    }
    one.setAttributes(attributes);
    one.setArtifact(
        new Artifact(null, null, -99L, null, null, null, java.util.Collections.nCopies(999, huge)));
    Event event = EventMapper.toEvent(one);
    assertEquals(Bounds.MAX_ID, event.eventId().length());
    assertNotEquals(event.eventId(), EventMapper.toEvent(publish(huge + "2")).eventId());
    assertEquals(Bounds.MAX_ENTRIES, event.attributes().size());
    assertTrue(event.attributes().values().stream().allMatch(v -> v.length() <= Bounds.MAX_TEXT));
    assertEquals(Bounds.MAX_ENTRIES, event.dependenciesAdded().size());
    assertEquals(Event.UNKNOWN, event.sizeBytes());
  }

  @Test
  void anAlertKeepsEverything() throws Exception {
    var alert = AlertMapper.toAvro(Alerts.of(event(), "id"));
    String json = CanonicalJson.write(alert);
    assertEquals(alert, CanonicalJson.read(dev.pubwatch.events.Alert.class, json));
    assertEquals("192.0.2.1", alert.getOrigin().getIp());
    assertEquals(List.of("hmac:00"), alert.getBlastRadius().getUsedSince());
    assertEquals("T1195.002", alert.getTechniques().get(0).getId());
  }

  private static Event event() {
    return Observations.event("e", "p", 5);
  }
}
