package dev.pubwatch.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.AlertKind;
import dev.pubwatch.events.AlertStatus;
import dev.pubwatch.events.Campaign;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.Exposure;
import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.events.Reject;
import dev.pubwatch.events.Severity;
import dev.pubwatch.events.Signal;
import dev.pubwatch.events.Verdict;
import dev.pubwatch.events.VerdictKind;
import dev.pubwatch.events.VerdictSubject;
import dev.pubwatch.schemas.AvroTrust;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final String MINIMAL =
      "{\"type\":\"publish\",\"event_id\":\"a\",\"source\":\"s\","
          + "\"time\":\"2026-01-02T03:04:05.678Z\",\"action\":\"release:publish\"%s}";

  @BeforeAll
  static void trust() {
    AvroTrust.init();
  }

  @Test
  void writesEveryFieldInTheOrderOfTheSchema() throws MalformedException {
    String json = CanonicalJson.write(CanonicalJson.readEvent(MINIMAL.formatted("")));
    assertEquals(
        "{\"type\":\"publish\",\"event_id\":\"a\",\"source\":\"s\","
            + "\"time\":\"2026-01-02T03:04:05.678Z\",\"ingested_at\":null,"
            + "\"action\":\"release:publish\",\"source_action\":null,\"project\":null,"
            + "\"owner\":null,\"version\":null,\"artifact\":null,\"actor\":null,"
            + "\"credential\":null,\"origin\":null,\"provenance\":null,\"ci\":null,"
            + "\"attributes\":{}}",
        json);
  }

  @Test
  void keepsWhatANewerWriterAdds() throws MalformedException {
    PublishEvent event =
        (PublishEvent)
            CanonicalJson.readEvent(
                MINIMAL.formatted(
                    ",\"z\":{\"b\":[1,2]},\"actor\":{\"id\":\"i\",\"kind\":\"robot\",\"mood\":\"ok\"},"
                        + "\"attributes\":{\"z\":\"mine\"}"));
    assertEquals("mine", event.getAttributes().get("z"));
    assertEquals("robot", event.getAttributes().get("actor.kind"));
    assertEquals("ok", event.getAttributes().get("actor.mood"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "time":5                        | time must be an ISO-8601 time, was '5'
          "time":"yesterday"              | time must be an ISO-8601 time such as 2026-01-31T12:00:00.000Z, was 'yesterday'
          "action":"release:pubish"       | action must be one of the contract's or other:*, was 'release:pubish'; the nearest is release:publish
          "event_id":null                 | event_id is missing: expected a string
          "event_id":" "                  | event_id must not be blank
          "version":7                     | version must be a string, was '7'
          "artifact":{"file_count":2.5}   | artifact.file_count must be a whole number, was '2.5'
          "artifact":{"file_count":9e99}  | artifact.file_count must be a whole number, was '9.0E99'
          "artifact":[]                   | artifact must be an object, was '[]'
          "ci":{"secrets_passed":["a",3]} | ci.secrets_passed[1] must be a string, was '3'
          "attributes":{"a":1}            | attributes.a must be a string, was '1'
          "type":"pubish"                 | type must be publish, token or ci, was 'pubish'
          """)
  void saysWhichFieldWhatWasExpectedAndWhatCame(String field, String message) {
    String name = field.substring(0, field.indexOf(':'));
    String json = MINIMAL.formatted("").replaceFirst(name + ":\"[^\"]*\"", "\"x\":1");
    String broken = json.substring(0, json.length() - 1) + "," + field + "}";
    MalformedException e =
        assertThrows(MalformedException.class, () -> CanonicalJson.readEvent(broken));
    assertEquals(message, e.reason());
  }

  @Test
  void alertsSurviveTheRoundTrip() throws MalformedException {
    Alert alert = alert(0.1 + 0.2);
    String json = CanonicalJson.write(alert);
    assertEquals(alert, CanonicalJson.read(Alert.class, json));
    assertEquals(json, CanonicalJson.write(CanonicalJson.read(Alert.class, json)));
    assertTrue(json.contains("\"p_value\":0.30000000000000004"), json);
    assertTrue(json.startsWith("{\"alert_id\":\"id\",\"revision\":1,\"status\":\"open\""), json);
  }

  @Test
  void numbersThatAreNotFiniteAreRefusedByName() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> CanonicalJson.write(alert(Double.NaN)));
    assertEquals("p_value must be a finite number, was NaN", e.getMessage());
  }

  @Test
  void rejectsKeepTheirBytes() throws MalformedException {
    for (byte[] raw :
        List.of(
            "plain text é".getBytes(StandardCharsets.UTF_8),
            "base64: so it says".getBytes(StandardCharsets.UTF_8),
            new byte[] {(byte) 0xff, 0, 1})) {
      Reject reject =
          new Reject("s", "f", "file:1", "why", ByteBuffer.wrap(raw), (long) raw.length, TIME);
      String json = CanonicalJson.write(reject);
      assertEquals(reject, CanonicalJson.read(Reject.class, json), json);
    }
    Reject text =
        new Reject("s", "f", "l", "why", ByteBuffer.wrap(new byte[] {'h', 'i'}), 2L, null);
    assertTrue(CanonicalJson.write(text).contains("\"raw\":\"hi\""));
  }

  @Test
  void verdictsAndExposuresSurviveTheRoundTrip() throws MalformedException {
    Verdict verdict =
        Verdict.newBuilder()
            .setAlertId("id")
            .setVerdict(VerdictKind.benign)
            .setTime(TIME)
            .setAnalyst("ana")
            .setSubjects(List.of(new VerdictSubject("npm", "p", null, "a", null, null)))
            .setEvents(List.of(new EvidenceEvent("e", "p", null, TIME, "release:publish", "npm")))
            .build();
    assertEquals(verdict, CanonicalJson.read(Verdict.class, CanonicalJson.write(verdict)));
    Exposure exposure =
        new Exposure(
            "e",
            "hmac:00",
            CredentialKind.api_token,
            null,
            TIME,
            "list",
            null,
            null,
            "seen",
            "host",
            "x.example");
    assertEquals(exposure, CanonicalJson.read(Exposure.class, CanonicalJson.write(exposure)));
  }

  private static Alert alert(double pValue) {
    Alert alert = new Alert();
    alert.setAlertId("id");
    alert.setRevision(1);
    alert.setStatus(AlertStatus.open);
    alert.setKind(AlertKind.campaign);
    alert.setSeverity(Severity.high);
    alert.setTitle("t");
    alert.setSummary("a \"quoted\"\nline");
    alert.setScoreBits(12.5);
    alert.setPValue(pValue);
    alert.setExpectedPerDay(1e-9);
    alert.setDetectedAt(TIME);
    alert.setFirstEventAt(TIME);
    alert.setLastEventAt(TIME);
    alert.setSignals(List.of(new Signal("publisher", "mallory", "alice", 0.001, 9.97, 41L)));
    alert.setEvents(
        List.of(new EvidenceEvent("npm:a@1", "pkg:npm/a", "1", TIME, "release:publish", "npm")));
    alert.setCampaign(new Campaign("c", "host", 2, 2, TIME, List.of("a", "b")));
    alert.setTechniques(List.of());
    alert.setResponse(List.of());
    return alert;
  }
}
