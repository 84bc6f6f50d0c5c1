package dev.pubwatch.connect.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a log: its entries as they stand in the answer, byte for byte.
 *
 * @param entries of the array, in its order
 * @param rest what surrounds the array
 */
record Page(List<Entry> entries, ObjectNode rest) {
  private static final ObjectMapper JSON = new ObjectMapper(new JsonFactory());

  /** One element of the array. */
  @SuppressWarnings("ArrayRecordComponent") // owned by the reader, never compared
  record Entry(byte[] raw, JsonNode value) {}

  /**
   * Cuts an answer.
   *
   * @param key of the array in the object that the answer is; null when the answer is the array
   */
  static Page of(Reply reply, @Nullable String key) throws HttpFault {
    try (JsonParser parser = JSON.createParser(reply.body())) {
      JsonToken first = parser.nextToken();
      if (key == null && first == JsonToken.START_ARRAY) {
        return new Page(entries(parser, reply.body()), JsonNodeFactory.instance.objectNode());
      }
      if (key != null && first == JsonToken.START_OBJECT) {
        return object(parser, reply.body(), key);
      }
      throw unexpected(reply, key, "it begins otherwise");
    } catch (JsonProcessingException e) {
      throw unexpected(reply, key, e.getOriginalMessage());
    } catch (IOException e) {
      throw unexpected(reply, key, String.valueOf(e.getMessage()));
    }
  }

  private static Page object(JsonParser parser, byte[] body, String key) throws IOException {
    List<Entry> entries = new ArrayList<>();
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.START_ARRAY && name.equals(key)) {
        entries.addAll(entries(parser, body));
      } else {
        rest.set(name, JSON.<JsonNode>readTree(parser));
      }
    }
    return new Page(entries, rest);
  }

  private static List<Entry> entries(JsonParser parser, byte[] body) throws IOException {
    List<Entry> entries = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int start = (int) parser.currentTokenLocation().getByteOffset();
      JsonNode value = JSON.readTree(parser);
      if (value == null) {
        throw new IOException("the array ends before its end");
      }
      int end = (int) parser.currentLocation().getByteOffset();
      entries.add(new Entry(Arrays.copyOfRange(body, start, end), value));
    }
    return entries;
  }

  private static HttpFault unexpected(Reply reply, @Nullable String key, String reason) {
    return HttpFault.transientFault(
        "%s must answer with a JSON %s: %s"
            .formatted(
                Fetcher.path(reply.uri()),
                key == null ? "array" : "object that has the array " + key,
                reason));
  }
}
