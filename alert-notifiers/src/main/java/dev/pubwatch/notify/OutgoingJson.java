package dev.pubwatch.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Severity;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.json.JsonTree;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** The outbox's records: one JSON object each, alerts as canonical JSON. */
public final class OutgoingJson {
  private OutgoingJson() {}

  /** For Kafka; reading what is no notice is a {@link SerializationException}. */
  public static Serde<Outgoing> serde() {
    return Serdes.serdeFrom((topic, value) -> write(value), (topic, bytes) -> read(bytes));
  }

  private static byte @Nullable [] write(@Nullable Outgoing outgoing) {
    if (outgoing == null) {
      return null;
    }
    Notice notice = outgoing.notice();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("incident_id", notice.incidentId())
        .put("revision", notice.revision())
        .put("phase", notice.phase().name())
        .put("severity", notice.severity().name())
        .put("opened_at", notice.openedAt().toString())
        .put("updated_at", notice.updatedAt().toString())
        .put("alert_count", notice.alertCount())
        .put("note", notice.note())
        .put("mergeable", outgoing.mergeable());
    ObjectNode routes = json.putObject("routes");
    outgoing.routes().forEach(routes::put);
    ArrayNode alerts = json.putArray("alerts");
    notice.alerts().forEach(a -> alerts.addRawValue(new RawValue(CanonicalJson.write(a))));
    return json.toString().getBytes(UTF_8);
  }

  private static @Nullable Outgoing read(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      ObjectNode json = JsonTree.readObject(new String(bytes, UTF_8));
      Notice notice =
          new Notice(
              json.path("incident_id").asText(),
              json.path("revision").asInt(),
              Notice.Phase.valueOf(json.path("phase").asText()),
              "",
              Severity.valueOf(json.path("severity").asText()),
              Instant.parse(json.path("opened_at").asText()),
              Instant.parse(json.path("updated_at").asText()),
              json.path("alert_count").asInt(),
              alerts(json.path("alerts")),
              json.path("note").asText());
      return new Outgoing(notice, routes(json.path("routes")), json.path("mergeable").asBoolean());
    } catch (MalformedException | IllegalArgumentException | DateTimeException e) {
      throw new SerializationException("the record is no notice: " + e.getMessage(), e);
    }
  }

  private static List<Alert> alerts(JsonNode array) throws MalformedException {
    List<Alert> alerts = new ArrayList<>();
    for (JsonNode alert : array) {
      if (!(alert instanceof ObjectNode object)) {
        throw new MalformedException("alerts must be objects");
      }
      alerts.add(CanonicalJson.read(Alert.class, object));
    }
    return alerts;
  }

  private static Map<String, String> routes(JsonNode object) {
    Map<String, String> routes = new TreeMap<>();
    object.properties().forEach(e -> routes.put(e.getKey(), e.getValue().asText()));
    return routes;
  }
}
