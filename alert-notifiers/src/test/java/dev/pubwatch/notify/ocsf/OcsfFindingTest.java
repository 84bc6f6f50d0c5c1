package dev.pubwatch.notify.ocsf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.pubwatch.events.Alert;
import dev.pubwatch.notify.Alerts;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.Notice.Phase;
import dev.pubwatch.notify.Notices;
import dev.pubwatch.notify.siem.Body;
import dev.pubwatch.notify.siem.Document;
import dev.pubwatch.notify.siem.Json;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OcsfFindingTest {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(
              Objects.requireNonNull(
                  OcsfFindingTest.class.getResourceAsStream("/ocsf/detection-finding.json")));

  private static void assertValid(JsonNode finding) {
    Set<ValidationMessage> faults = SCHEMA.validate(finding);
    assertEquals(Set.of(), faults, Json.text(finding));
  }

  private static JsonNode finding(Phase phase, Alert alert) {
    Notice notice = Notices.of("in-1", 2, phase, List.of(alert));
    return Json.answer(Json.text(OcsfFinding.of(alert, notice)));
  }

  @ParameterizedTest
  @EnumSource
  void isWhatTheClassAsksFor(Phase phase) {
    assertValid(finding(phase, Notices.alert("pw-1", "pkg:npm/left-pad")));
    assertValid(finding(phase, Alerts.alert("pw-1", 1)));
  }

  @Test
  void anAlertOfNothingIsValidToo() {
    Alert alert = Alerts.alert("pw-1", 1);
    alert.setProject(null);
    alert.setSignals(List.of());
    alert.setEvents(List.of());
    alert.setResponse(List.of());
    JsonNode finding = finding(Phase.OPENED, alert);
    assertValid(finding);
    assertFalse(finding.has("anomaly_analyses"));
  }

  @Test
  void theLifeOfAnIncidentIsTheFindings() {
    Alert alert = Notices.alert("pw-1", "pkg:npm/left-pad");
    assertEquals(200401, finding(Phase.OPENED, alert).path("type_uid").asLong());
    assertEquals(200402, finding(Phase.UPDATED, alert).path("type_uid").asLong());
    assertEquals(2, finding(Phase.ACKNOWLEDGED, alert).path("status_id").asInt());
    assertEquals(200403, finding(Phase.RESOLVED, alert).path("type_uid").asLong());
    assertEquals(4, finding(Phase.RESOLVED, alert).path("status_id").asInt());
  }

  @Test
  void signalsAreAnomaliesBesideTheirBaselines() {
    JsonNode finding = finding(Phase.OPENED, Notices.alert("pw-1", "pkg:npm/left-pad"));
    JsonNode analysis = finding.path("anomaly_analyses").path(0);
    JsonNode first = analysis.path("anomalies").path(0);
    assertEquals("install_script_added", first.path("observation_parameter").asText());
    assertEquals("install script added", first.at("/observations/0/value").asText());
    assertEquals("none", analysis.at("/baselines/0/observations/0/value").asText());
    assertEquals("UNSEEN", analysis.at("/anomalies/2/observed_pattern").asText());
    assertEquals("pkg:npm/left-pad", analysis.at("/analysis_targets/0/name").asText());
    assertEquals("T1195.002", finding.at("/finding_info/attacks/0/sub_technique/uid").asText());
    assertEquals("T1528", finding.at("/finding_info/attacks/1/technique/uid").asText());
  }

  @Test
  void anyNoticeIsValidAndBounded() {
    for (long seed = 0; seed < 10; seed++) {
      for (Document document : Body.OCSF.documents(Notices.random(seed), 20_000)) {
        assertValid(document.json());
        assertTrue(Json.bytes(document.json()).length <= 20_000, "seed " + seed);
      }
    }
  }

  /** The test's own schema refuses what the class does not know. */
  @Test
  void theSchemaFindsFaults() {
    JsonNode finding = finding(Phase.OPENED, Alerts.alert("pw-1", 1));
    ((com.fasterxml.jackson.databind.node.ObjectNode) finding)
        .put("class_uid", 2001)
        .remove("time");
    assertEquals(2, SCHEMA.validate(finding).size());
  }
}
