package dev.pubwatch.notify.siem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubwatch.events.Alert;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.notify.Notice.Phase;
import dev.pubwatch.notify.Notices;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BodyTest {
  @Test
  void ourOwnBodyHoldsTheAlertsOfTheContract() throws Exception {
    Alert alert = Notices.alert("pw-1", "pkg:npm/left-pad");
    Document document =
        Body.PUBWATCH
            .documents(Notices.of("in-1", 2, Phase.UPDATED, List.of(alert)), 100_000)
            .get(0);
    assertEquals("in-1", document.id());
    assertEquals("updated", document.json().path("phase").asText());
    String told = Json.text(document.json().path("alerts").path(0));
    assertEquals(alert, CanonicalJson.read(Alert.class, told));
  }

  /** elastic.co/guide/en/ecs/8.11: event, package, source, user, threat. */
  @Test
  void ecsHasItsFieldsWhereElasticLooksForThem() {
    Alert alert = Notices.alert("pw-1", "pkg:npm/%40acme/web");
    JsonNode doc =
        Body.ECS
            .documents(Notices.of("in-1", 2, Phase.OPENED, List.of(alert)), 100_000)
            .get(0)
            .json();
    assertEquals("2025-09-02T10:20:30.400Z", doc.path("@timestamp").asText());
    assertEquals("alert", doc.at("/event/kind").asText());
    assertEquals("package", doc.at("/event/category/0").asText());
    assertEquals("pw-1", doc.at("/event/id").asText());
    assertEquals("%40acme/web", doc.at("/package/name").asText());
    assertEquals("npm", doc.at("/package/type").asText());
    assertEquals("1.2.3", doc.at("/package/version").asText());
    assertEquals("203.0.113.77", doc.at("/source/ip").asText());
    assertEquals("mallory-q", doc.at("/user/name").asText());
    assertEquals("T1195.002", doc.at("/threat/technique/subtechnique/id/0").asText());
    assertEquals("in-1", doc.at("/pubwatch/incident_id").asText());
  }

  @ParameterizedTest
  @EnumSource
  void anyNoticeIsBoundedAndPlainAscii(Body body) {
    for (long seed = 0; seed < 6; seed++) {
      List<Document> documents = body.documents(Notices.random(seed), 30_000);
      assertFalse(documents.isEmpty());
      for (Document document : documents) {
        String json = Json.text(document.json());
        assertTrue(json.length() <= 30_000, body + ", seed " + seed + ": " + json.length());
        assertTrue(json.chars().allMatch(c -> c >= ' ' && c <= '~'), body + ", seed " + seed);
      }
    }
  }
}
