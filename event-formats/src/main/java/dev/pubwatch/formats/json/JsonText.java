package dev.pubwatch.formats.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pubwatch.formats.Redactor;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** JSON values as text for a person to read. */
final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /**
   * A scalar as it is; an object or a list as JSON, fields sorted, without the values of
   * secret-named fields.
   */
  static String of(JsonNode value) {
    if (!value.isContainerNode()) {
      return value.asText();
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory cannot be written", e);
    }
    return text.toString();
  }

  private static void write(JsonNode value, JsonGenerator out) throws IOException {
    if (value.isTextual()) {
      out.writeString(value.textValue());
    } else if (value.isArray()) {
      out.writeStartArray();
      for (JsonNode element : value) {
        write(element, out);
      }
      out.writeEndArray();
    } else if (value.isObject()) {
      writeObject(value, out);
    } else {
      out.writeRawValue(value.toString());
    }
  }

  private static void writeObject(JsonNode object, JsonGenerator out) throws IOException {
    Map<String, JsonNode> sorted = new TreeMap<>();
    object.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
    out.writeStartObject();
    for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
      out.writeFieldName(field.getKey());
      if (field.getValue().isTextual() && Redactor.isSecretName(field.getKey())) {
        out.writeString(Redactor.NAMED_SECRET);
      } else {
        write(field.getValue(), out);
      }
    }
    out.writeEndObject();
  }
}
