package dev.pubwatch.notify.incident;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Verdict;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.json.JsonTree;
import dev.pubwatch.notify.webhook.AlertBody;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * What incidents are made of: alerts, verdicts and what people say of incidents. In Kafka an object
 * whose only field is {@code alert}, {@code verdict}, {@code acknowledge} or {@code resolve}.
 */
public sealed interface Intake {
  /** Bytes, well below what a topic takes; a longer one loses the ends of its lists and texts. */
  int LONGEST_ALERT = 512 << 10;

  /** An alert or a verdict, in canonical JSON. */
  record Said(SpecificRecord what) implements Intake {}

  /**
   * What somebody does about an incident.
   *
   * @param verb acknowledge or resolve
   * @param note who and why, in words
   */
  record Order(Verb verb, String incidentId, String note) implements Intake {}

  /** What can be done about an incident. */
  enum Verb {
    ACKNOWLEDGE("acknowledge"),
    RESOLVE("resolve");

    private final String field;

    Verb(String field) {
      this.field = field;
    }
  }

  /** For Kafka; reading what is none of it is a {@link SerializationException}. */
  static Serde<Intake> serde() {
    return Serdes.serdeFrom((topic, value) -> write(value), (topic, bytes) -> read(bytes));
  }

  private static byte @Nullable [] write(@Nullable Intake intake) {
    if (intake == null) {
      return null;
    }
    return (intake instanceof Said said ? said(said.what()) : order((Order) intake))
        .getBytes(UTF_8);
  }

  private static String said(SpecificRecord what) {
    return what instanceof Alert alert
        ? "{\"alert\":%s}".formatted(new String(AlertBody.of(alert, LONGEST_ALERT).bytes(), UTF_8))
        : "{\"verdict\":%s}".formatted(CanonicalJson.write(what));
  }

  private static String order(Order order) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject(order.verb().field)
        .put("incident_id", order.incidentId())
        .put("note", order.note());
    return json.toString();
  }

  private static @Nullable Intake read(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return read(JsonTree.readObject(bytes));
    } catch (MalformedException e) {
      throw new SerializationException("the record is no intake: " + e.getMessage(), e);
    }
  }

  private static Intake read(ObjectNode json) throws MalformedException {
    if (json.get("alert") instanceof ObjectNode alert) {
      return new Said(CanonicalJson.read(Alert.class, alert));
    }
    if (json.get("verdict") instanceof ObjectNode verdict) {
      return new Said(CanonicalJson.read(Verdict.class, verdict));
    }
    for (Verb verb : Verb.values()) {
      JsonNode order = json.path(verb.field);
      if (order.path("incident_id").isTextual()) {
        String note = order.path("note").asText();
        return new Order(verb, order.path("incident_id").asText(), note);
      }
    }
    throw new MalformedException("expected alert, verdict, acknowledge or resolve");
  }
}
