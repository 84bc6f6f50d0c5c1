package dev.pubwatch.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/**
 * What the serialisers ask of a registry. Ids and schemas never change once given, so both are
 * remembered, the last {@value #CACHED} of each. Safe for use by many threads.
 *
 * <p>Each method throws {@link RegistryException} when the registry refuses and Kafka's {@code
 * TimeoutException} when it cannot be reached.
 */
final class RegistryClient {
  static final int CACHED = 1000;
  static final int SUBJECT_NOT_FOUND = 40401;
  static final int SUBJECT_CONFIG_NOT_FOUND = 40408;

  private record SubjectSchema(String subject, Schema schema) {}

  private final RegistryHttp http;
  private final BoundedCache<SubjectSchema, Integer> ids = new BoundedCache<>(CACHED);
  private final BoundedCache<Integer, Schema> schemas = new BoundedCache<>(CACHED);

  RegistryClient(RegistryConfig config) {
    this.http = new RegistryHttp(config);
  }

  /** Id of {@code schema} in {@code subject}, registered now if it was not before. */
  int register(String subject, Schema schema) {
    return ids.get(
        new SubjectSchema(subject, schema),
        key -> postSchema("/subjects/" + encode(subject) + "/versions", schema));
  }

  /** Id of {@code schema} in {@code subject}, which must have it. */
  int lookup(String subject, Schema schema) {
    return ids.get(
        new SubjectSchema(subject, schema),
        key -> postSchema("/subjects/" + encode(subject), schema));
  }

  /** The writer's schema of {@code id}. */
  Schema schemaById(int id) {
    return schemas.get(id, this::fetch);
  }

  /** The compatibility level set for {@code subject} itself, empty for none. */
  String compatibility(String subject) {
    try {
      return http.get("/config/" + encode(subject)).path("compatibilityLevel").asText("");
    } catch (RegistryException e) {
      if (e.code() == SUBJECT_CONFIG_NOT_FOUND || e.code() == SUBJECT_NOT_FOUND) {
        return "";
      }
      throw e;
    }
  }

  void setCompatibility(String subject, Compatibility level) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("compatibility", level.name());
    http.send("PUT", "/config/" + encode(subject), body);
  }

  /**
   * As {@link #setCompatibility}, unless the registry keeps no level for a subject without schemas,
   * as Apicurio's does not.
   *
   * @return whether it is set
   */
  boolean setCompatibilityIfKnown(String subject, Compatibility level) {
    try {
      setCompatibility(subject, level);
      return true;
    } catch (RegistryException e) {
      if (e.status() == 404) {
        return false;
      }
      throw e;
    }
  }

  private int postSchema(String path, Schema schema) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
    JsonNode id = http.send("POST", path, body).path("id");
    if (!id.canConvertToInt()) {
      throw new SerializationException("schema registry answered " + path + " without an id");
    }
    return id.asInt();
  }

  private Schema fetch(int id) {
    JsonNode answer = http.get("/schemas/ids/" + id);
    String type = answer.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new SerializationException("schema " + id + " must be AVRO, was " + type);
    }
    try {
      return new Schema.Parser().parse(answer.path("schema").asText());
    } catch (AvroRuntimeException e) {
      throw new SerializationException("schema " + id + " of the registry is no Avro schema", e);
    }
  }

  private static String encode(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static RegistryClient of(Map<String, ?> config) {
    return new RegistryClient(RegistryConfig.of(config));
  }
}
