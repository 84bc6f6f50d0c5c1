package dev.pubwatch.formats.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.Redactor;
import java.util.Map;
import java.util.TreeMap;

/** JSON values as text for a person to read. */
final class JsonText {
  private JsonText() {}

  /**
   * A scalar as it is; an object or a list as JSON, fields sorted, without the values of
   * secret-named fields.
   */
  static String of(JsonNode value) {
    return value.isContainerNode() ? withoutSecrets(value).toString() : value.asText();
  }

  private static JsonNode withoutSecrets(JsonNode value) {
    if (value.isArray()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode(value.size());
      value.forEach(element -> list.add(withoutSecrets(element)));
      return list;
    }
    if (!value.isObject()) {
      return value;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    Map<String, JsonNode> sorted = new TreeMap<>();
    value.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
    sorted.forEach((name, field) -> object.set(name, withoutSecret(name, field)));
    return object;
  }

  private static JsonNode withoutSecret(String name, JsonNode value) {
    return value.isTextual() && Redactor.isSecretName(name)
        ? JsonNodeFactory.instance.textNode(Redactor.NAMED_SECRET)
        : withoutSecrets(value);
  }
}
