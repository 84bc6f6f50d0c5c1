package dev.pubwatch.schemas;

import dev.pubwatch.events.Actor;
import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.AlertKind;
import dev.pubwatch.events.AlertStatus;
import dev.pubwatch.events.Artifact;
import dev.pubwatch.events.BlastRadius;
import dev.pubwatch.events.Campaign;
import dev.pubwatch.events.CiContext;
import dev.pubwatch.events.CiEvent;
import dev.pubwatch.events.Credential;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.Exposure;
import dev.pubwatch.events.NetworkKind;
import dev.pubwatch.events.Origin;
import dev.pubwatch.events.Provenance;
import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.events.Reject;
import dev.pubwatch.events.ResponseAction;
import dev.pubwatch.events.Severity;
import dev.pubwatch.events.Signal;
import dev.pubwatch.events.Technique;
import dev.pubwatch.events.TokenEvent;
import dev.pubwatch.events.Verdict;
import dev.pubwatch.events.VerdictKind;
import dev.pubwatch.events.VerdictSubject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** One record of each topic, with every field set. */
final class Samples {
  static {
    AvroTrust.init();
  }

  private static final Instant TIME = Instant.parse("2026-03-04T05:06:07.089Z");

  private Samples() {}

  /** In the order of {@link ContractSchemas#all}. */
  static List<SpecificRecord> all() {
    return List.of(publish(), token(), ci(), exposure(), verdict(), alert(), reject());
  }

  static PublishEvent publish() {
    return PublishEvent.newBuilder()
        .setEventId("npm:left-pad@1.3.0")
        .setSource("npm")
        .setTime(TIME)
        .setIngestedAt(TIME.plusSeconds(2))
        .setAction("release:publish")
        .setSourceAction("publish")
        .setProject("pkg:npm/left-pad")
        .setOwner("stevemao")
        .setVersion("1.3.0")
        .setArtifact(artifact())
        .setActor(new Actor("stevemao", ActorKind.user))
        .setCredential(credential())
        .setOrigin(origin())
        .setProvenance(new Provenance(true, "github:example/left-pad"))
        .setCi(run())
        .setAttributes(Map.of("dist-tag", "latest"))
        .build();
  }

  static TokenEvent token() {
    return TokenEvent.newBuilder()
        .setEventId("github:acme/77")
        .setSource("github:acme")
        .setTime(TIME)
        .setIngestedAt(TIME.plusSeconds(2))
        .setAction("token:use")
        .setSourceAction("personal_access_token.access_granted")
        .setProject("github.com/acme/site")
        .setOwner("acme")
        .setVersion("1.0.0")
        .setArtifact(artifact())
        .setActor(new Actor("ci-bot", ActorKind.bot))
        .setCredential(credential())
        .setOrigin(origin())
        .setProvenance(new Provenance(false, null))
        .setCi(run())
        .setAttributes(Map.of("scope", "write"))
        .build();
  }

  static CiEvent ci() {
    return CiEvent.newBuilder()
        .setEventId("git:acme/site@deadbeef")
        .setSource("git:acme")
        .setTime(TIME)
        .setIngestedAt(TIME.plusSeconds(2))
        .setAction("workflow:update")
        .setSourceAction("push")
        .setProject("git/acme/site")
        .setOwner("acme")
        .setVersion("2.0.0")
        .setArtifact(artifact())
        .setActor(new Actor("alice", ActorKind.user))
        .setCredential(credential())
        .setOrigin(origin())
        .setProvenance(new Provenance(null, null))
        .setCi(run())
        .setAttributes(Map.of("branch", "main"))
        .build();
  }

  static Exposure exposure() {
    return Exposure.newBuilder()
        .setExposureId("report-1")
        .setCredentialId("hmac:00ff")
        .setCredentialKind(CredentialKind.api_token)
        .setExposedAt(TIME)
        .setReportedAt(TIME.plusSeconds(60))
        .setSource("secret-scanning")
        .setUrl("https://example.org/leak")
        .setProject("pkg:npm/left-pad")
        .setNote("seen in a public log")
        .build();
  }

  static Verdict verdict() {
    return Verdict.newBuilder()
        .setAlertId("a1")
        .setVerdict(VerdictKind.confirmed)
        .setTime(TIME)
        .setAnalyst("bob")
        .setNote("owner denies it")
        .setSince(TIME.minusSeconds(86_400))
        .setSubjects(
            List.of(
                new VerdictSubject(
                    "npm", "pkg:npm/left-pad", "stevemao", "stevemao", "hmac:1", origin())))
        .setEvents(List.of(evidence()))
        .build();
  }

  static Alert alert() {
    return Alert.newBuilder()
        .setAlertId("a1")
        .setRevision(2)
        .setStatus(AlertStatus.updated)
        .setKind(AlertKind.anomaly)
        .setSeverity(Severity.high)
        .setTitle("left-pad 1.3.0: first publish by a new maintainer")
        .setSummary("Published from a network never seen for this project.")
        .setScoreBits(14.5)
        .setPValue(4.3e-5)
        .setExpectedPerDay(0.25)
        .setDetectedAt(TIME)
        .setFirstEventAt(TIME.minusSeconds(10))
        .setLastEventAt(TIME)
        .setProject("pkg:npm/left-pad")
        .setOwner("stevemao")
        .setActorId("mallory")
        .setCredentialId("hmac:00ff")
        .setOrigin(origin())
        .setSignals(List.of(new Signal("publisher_new", "mallory", "stevemao", 1e-4, 13.3, 42L)))
        .setCounterfactual("the same release by stevemao")
        .setEvents(List.of(evidence()))
        .setCampaign(
            new Campaign("c1", "host example.org", 3, 2, TIME, List.of("pkg:npm/left-pad")))
        .setBlastRadius(
            new BlastRadius(List.of("pkg:npm/right-pad"), List.of("hmac:00ff"), List.of()))
        .setTechniques(List.of(new Technique("T1195.002", "17.1")))
        .setResponse(
            List.of(new ResponseAction("yank_version", "left-pad@1.3.0", "not by its owner")))
        .build();
  }

  static Reject reject() {
    return Reject.newBuilder()
        .setSource("folder:/var/log/npm")
        .setFormat("npm-publish-log")
        .setLocation("a.jsonl:7")
        .setReason("time must be ISO-8601, was \"soon\"")
        .setRaw(ByteBuffer.wrap("{\"time\":\"soon\"}".getBytes(StandardCharsets.UTF_8)))
        .setRawSizeBytes(15L)
        .setTime(TIME)
        .build();
  }

  private static Artifact artifact() {
    return new Artifact("left-pad", "sha256:00", 1024L, 7, false, 1, List.of("evil-pad"));
  }

  private static Credential credential() {
    return new Credential(
        "hmac:00ff",
        CredentialKind.trusted_publisher,
        TIME.minusSeconds(3600),
        List.of("publish"),
        "https://token.actions.example.org",
        "acme/site/.github/workflows/release.yml@refs/heads/main",
        "release");
  }

  private static EvidenceEvent evidence() {
    return new EvidenceEvent(
        "npm:left-pad@1.3.0", "pkg:npm/left-pad", "1.3.0", TIME, "release:publish", "npm");
  }

  private static Origin origin() {
    return new Origin(
        "192.0.2.1",
        "192.0.2.0/24",
        64496L,
        "Example Net",
        "CH",
        NetworkKind.hosting,
        "github-actions",
        "npm/10.0.0 node/v20.0.0",
        "npm",
        "10.0.0");
  }

  private static CiContext run() {
    return new CiContext(
        ".github/workflows/release.yml",
        "4711",
        "refs/heads/main",
        "deadbeef",
        "push",
        "success",
        "hosted",
        List.of("NPM_TOKEN"),
        List.of("registry.example.org"),
        "sha256:01",
        false,
        3);
  }
}
