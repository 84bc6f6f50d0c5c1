package dev.pubwatch.notify.incident;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.Severity;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.json.JsonTree;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** An incident as it is stored: one JSON object. Fields may be added, none renamed. */
final class IncidentJson {
  private IncidentJson() {}

  static Serde<Incident> serde() {
    return Serdes.serdeFrom((topic, value) -> write(value), (topic, bytes) -> read(bytes));
  }

  static byte @Nullable [] write(@Nullable Incident incident) {
    if (incident == null) {
      return null;
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", incident.id)
        .put("first_alert_id", incident.firstAlertId)
        .put("revision", incident.revision)
        .put("status", incident.status.name())
        .put("severity", incident.severity.name())
        .put("opened_at", Instant.ofEpochMilli(incident.openedMillis).toString())
        .put("updated_at", Instant.ofEpochMilli(incident.updatedMillis).toString())
        .put("alerts", incident.alerts)
        .put("benign", incident.benign)
        .put("confirmed", incident.confirmed)
        .put("seen", incident.seenMillis)
        .put("ended", incident.endedMillis)
        .put("judged", incident.judged)
        .put("merged_into", incident.mergedInto)
        .put("note", incident.note)
        .put("silence_ends", incident.silenceEndsMillis);
    ArrayNode shown = json.putArray("shown");
    incident.shown.forEach(
        s ->
            shown
                .addArray()
                .add(s.alertId())
                .add(s.severity().name())
                .add(Double.isFinite(s.scoreBits()) ? s.scoreBits() : 0)
                .add(s.silenced()));
    ObjectNode told = json.putObject("told");
    incident.told.forEach(
        (channel, t) -> told.putArray(channel).add(t.route()).add(t.updateDueMillis()));
    ObjectNode escalations = json.putObject("escalations");
    incident.escalations.forEach(escalations::put);
    return json.toString().getBytes(UTF_8);
  }

  static @Nullable Incident read(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return incident(JsonTree.readObject(bytes));
    } catch (MalformedException | RuntimeException e) {
      throw new SerializationException("the record is no incident: " + e.getMessage(), e);
    }
  }

  private static Incident incident(ObjectNode json) {
    Incident incident =
        new Incident(json.path("id").asText(), json.path("first_alert_id").asText());
    incident.revision = json.path("revision").asInt();
    incident.status = Status.valueOf(json.path("status").asText());
    incident.severity = Severity.valueOf(json.path("severity").asText());
    incident.openedMillis = Instant.parse(json.path("opened_at").asText()).toEpochMilli();
    incident.updatedMillis = Instant.parse(json.path("updated_at").asText()).toEpochMilli();
    incident.alerts = json.path("alerts").asInt();
    incident.benign = json.path("benign").asInt();
    incident.confirmed = json.path("confirmed").asInt();
    incident.seenMillis = json.path("seen").asLong();
    incident.endedMillis = json.path("ended").asLong();
    incident.judged = json.path("judged").asBoolean();
    incident.mergedInto = json.path("merged_into").asText();
    incident.note = json.path("note").asText();
    incident.silenceEndsMillis = json.path("silence_ends").asLong();
    for (JsonNode s : json.path("shown")) {
      incident.shown.add(
          new Shown(
              s.path(0).asText(),
              Severity.valueOf(s.path(1).asText()),
              s.path(2).asDouble(),
              s.path(3).asBoolean()));
    }
    json.path("told")
        .properties()
        .forEach(
            e ->
                incident.told.put(
                    e.getKey(),
                    new Told(e.getValue().path(0).asText(), e.getValue().path(1).asLong())));
    json.path("escalations")
        .properties()
        .forEach(e -> incident.escalations.put(e.getKey(), e.getValue().asLong()));
    return incident;
  }
}
