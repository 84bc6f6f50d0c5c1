package dev.pubwatch.notify.siem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pubwatch.formats.Text;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** JSON as receivers are sent it: pure ASCII, so that no sign in it acts on what shows it raw. */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final int LONGEST_TEXT = 8_000;
  private static final int SHORTEST_TEXT = 100;
  private static final int MOST_ENTRIES = 256;

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** The bytes of a request. */
  public static byte[] bytes(JsonNode node) {
    return text(node).getBytes(StandardCharsets.UTF_8);
  }

  /** On one line. */
  public static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of our own cannot be written", e);
    }
  }

  /** What a receiver answered; an empty object where it is no JSON object. */
  public static JsonNode answer(String body) {
    try {
      JsonNode node = MAPPER.readTree(body);
      return node != null && node.isContainerNode() ? node : object();
    } catch (JsonProcessingException e) {
      return object();
    }
  }

  /** Reads what this program wrote. */
  public static ObjectNode read(String json) {
    return answer(json) instanceof ObjectNode node ? node : object();
  }

  /**
   * The same document in at most so many bytes: lists lose their ends and texts too, as far as it
   * takes. Names, numbers and the document's own shape stay.
   */
  public static ObjectNode within(ObjectNode document, int mostBytes) {
    ObjectNode shorter = (ObjectNode) shortened(document, MOST_ENTRIES, LONGEST_TEXT);
    for (int entries = MOST_ENTRIES / 2; text(shorter).length() > mostBytes; entries /= 2) {
      int chars = Math.max(SHORTEST_TEXT, LONGEST_TEXT * entries / MOST_ENTRIES);
      shorter = (ObjectNode) shortened(document, Math.max(1, entries), chars);
      if (entries == 0) {
        break;
      }
    }
    return shorter;
  }

  private static JsonNode shortened(JsonNode node, int entries, int chars) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = object();
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        copy.set(field.getKey(), shortened(field.getValue(), entries, chars));
      }
      return copy;
    }
    if (node instanceof ArrayNode list) {
      ArrayNode copy = array();
      for (int i = 0; i < Math.min(entries, list.size()); i++) {
        copy.add(shortened(list.get(i), entries, chars));
      }
      return copy;
    }
    return node instanceof TextNode text ? new TextNode(Text.bound(text.asText(), chars)) : node;
  }
}
