package dev.pubwatch.formats.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.MalformedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads one JSON object from hostile bytes: strict UTF-8, no duplicate keys, nothing after the
 * value, and bounds on size, depth, names, strings and numbers.
 */
public final class JsonTree {
  /** Deepest nesting that is read. */
  public static final int MAX_DEPTH = 64;

  /** Largest record in bytes: 16 MiB, above the largest audit records known. */
  public static final int MAX_RECORD_BYTES = 16 << 20;

  /** Longest string value in characters: 4 MiB. */
  private static final int MAX_STRING = 4 << 20;

  private static final int MAX_NAME = 4096;
  private static final int MAX_NUMBER_DIGITS = 100;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long LOWEST_BITS = 0x0101010101010101L;
  private static final long HIGHEST_BITS = 0x8080808080808080L;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final ObjectReader READER =
      new ObjectMapper(JsonFactory.builder().streamReadConstraints(constraints()).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .readerFor(JsonNode.class);

  private JsonTree() {}

  /** The object that the bytes hold, or why they hold none. */
  public static ObjectNode readObject(byte[] raw) throws MalformedException {
    return object(read(raw));
  }

  /** The same, where a list with as many elements as there are names stands for an object too. */
  public static ObjectNode readObjectOrTuple(byte[] raw, List<String> names)
      throws MalformedException {
    JsonNode node = read(raw);
    if (node.isArray() && node.size() == names.size()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (int i = 0; i < names.size(); i++) {
        object.set(names.get(i), node.get(i));
      }
      return object;
    }
    return object(node);
  }

  /** A record's bytes as text, where they are UTF-8 and not too many. */
  public static String text(byte[] raw) throws MalformedException {
    if (raw.length > MAX_RECORD_BYTES) {
      throw new MalformedException(
          "record must be at most " + MAX_RECORD_BYTES + " bytes, was " + raw.length);
    }
    return decode(raw);
  }

  /** The object that the text holds, or why it holds none. */
  public static ObjectNode readObject(String text) throws MalformedException {
    return object(read(text));
  }

  private static ObjectNode object(JsonNode node) throws MalformedException {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new MalformedException("record must be a JSON object, was " + kind(node));
  }

  /** The object or array that the text holds, or why it holds none. */
  static JsonNode readContainer(String text) throws MalformedException {
    JsonNode node = read(text);
    if (node.isContainerNode()) {
      return node;
    }
    throw new MalformedException("body must be a JSON object or array, was " + kind(node));
  }

  /** The elements of an array, each of which must be an object. */
  static List<ObjectNode> objectsOf(JsonNode array) throws MalformedException {
    List<ObjectNode> objects = new ArrayList<>(array.size());
    for (JsonNode element : array) {
      if (!(element instanceof ObjectNode object)) {
        throw new MalformedException("elements must be JSON objects, one was " + kind(element));
      }
      objects.add(object);
    }
    return objects;
  }

  /** Plain ASCII is parsed as it is; anything else is checked to be UTF-8 first. */
  private static JsonNode read(byte[] raw) throws MalformedException {
    if (raw.length > MAX_RECORD_BYTES || !isAscii(raw)) {
      return read(text(raw));
    }
    try {
      return READER.readTree(raw);
    } catch (JsonProcessingException e) {
      throw new MalformedException("not valid JSON: " + firstLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot be read", e);
    }
  }

  private static JsonNode read(String text) throws MalformedException {
    try {
      return READER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new MalformedException("not valid JSON: " + firstLine(e.getOriginalMessage()));
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("unreadable");
  }

  private static String decode(byte[] raw) throws MalformedException {
    String text = isAscii(raw) ? new String(raw, StandardCharsets.ISO_8859_1) : decodeUtf8(raw);
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  /** Without zeros, which would let a parser of bytes take them for UTF-16. */
  private static boolean isAscii(byte[] raw) {
    int i = 0;
    for (; i + Long.BYTES <= raw.length; i += Long.BYTES) {
      long eight = (long) LONGS.get(raw, i);
      // A byte keeps its high bit here when it has one, and gains it from the borrow when it is 0.
      if (((eight | (eight - LOWEST_BITS)) & HIGHEST_BITS) != 0) {
        return false;
      }
    }
    for (; i < raw.length; i++) {
      if (raw[i] <= 0) {
        return false;
      }
    }
    return true;
  }

  private static String decodeUtf8(byte[] raw) throws MalformedException {
    ByteBuffer bytes = ByteBuffer.wrap(raw);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(bytes)
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("not valid UTF-8 at byte " + bytes.position());
    }
  }

  /** What a value is, for an error message: {@code a number}, {@code an object}. */
  static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case MISSING -> "nothing";
      case NULL -> "null";
      case OBJECT, ARRAY -> "an " + node.getNodeType().name().toLowerCase(Locale.ROOT);
      default -> "a " + node.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }

  private static StreamReadConstraints constraints() {
    return StreamReadConstraints.builder()
        .maxNestingDepth(MAX_DEPTH)
        .maxStringLength(MAX_STRING)
        .maxNameLength(MAX_NAME)
        .maxNumberLength(MAX_NUMBER_DIGITS)
        .build();
  }
}
