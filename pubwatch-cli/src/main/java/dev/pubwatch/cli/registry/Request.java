package dev.pubwatch.cli.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * A request that found its route.
 *
 * @param params the parts of the path that the route names
 * @param query the query's parameters
 * @param body the JSON sent, missing node for none
 */
record Request(Map<String, String> params, Map<String, String> query, JsonNode body) {
  String subject() {
    return param("subject");
  }

  Version version() {
    return Version.parse(param("version"));
  }

  /** A schema id; one that is no number is not found. */
  int id() {
    try {
      return Integer.parseInt(param("id"));
    } catch (NumberFormatException e) {
      throw ApiException.http(404, "HTTP 404 Not Found");
    }
  }

  boolean flag(String name) {
    return Boolean.parseBoolean(query.getOrDefault(name, "false"));
  }

  int number(String name, int absent) {
    try {
      return Math.max(Integer.parseInt(query.getOrDefault(name, Integer.toString(absent))), -1);
    } catch (NumberFormatException e) {
      throw ApiException.http(400, name + " must be a whole number, was " + query.get(name));
    }
  }

  /**
   * The Avro schema sent.
   *
   * @throws ApiException 42201 if it is none, or more than this registry serves
   */
  Schema schema() {
    String type = body.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw ApiException.invalidSchema("Invalid schema type: must be AVRO, was " + type);
    }
    if (!body.path("references").isEmpty()) {
      throw ApiException.invalidSchema("Invalid schema: schema references are not supported here");
    }
    for (String field : new String[] {"metadata", "ruleSet"}) {
      if (body.hasNonNull(field)) {
        throw ApiException.invalidSchema("Invalid schema: " + field + " is not supported here");
      }
    }
    if (!body.path("schema").isTextual()) {
      throw ApiException.invalidSchema("Empty schema");
    }
    return SchemaText.parse(body.path("schema").textValue());
  }

  private String param(String name) {
    String value = params.get(name);
    if (value == null) {
      throw new IllegalStateException("route has no {" + name + "}");
    }
    return value;
  }
}
