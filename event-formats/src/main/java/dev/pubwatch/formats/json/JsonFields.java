package dev.pubwatch.formats.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Text;
import dev.pubwatch.formats.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Typed reading of an object's fields.
 *
 * <p>{@code require…} fails when the field is missing or wrong. The others give null when the field
 * is missing, null, or wrong: a missing value is no evidence, and an event is worth more than one
 * odd field of it. What was wrong is remembered by its path in {@link #oddFields()}, so that it is
 * not lost silently.
 */
public final class JsonFields {
  /** Longest identifier, in characters: names, versions, hashes, paths. */
  public static final int MAX_IDENTIFIER = 512;

  private static final int MAX_LIST = 100;

  private final ObjectNode node;
  private final String path;
  private final Set<String> odd;

  /** The fields of a record's top level. */
  public JsonFields(ObjectNode node) {
    this(node, "", new LinkedHashSet<>());
  }

  private JsonFields(ObjectNode node, String path, Set<String> odd) {
    this.node = node;
    this.path = path;
    this.odd = odd;
  }

  /** Paths of the optional fields that were read but were of the wrong type, in reading order. */
  public List<String> oddFields() {
    return List.copyOf(odd);
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) {
    return node.hasNonNull(name);
  }

  /** The raw value; a missing node when there is none. */
  public JsonNode raw(String name) {
    return node.path(name);
  }

  /**
   * The same fields, and those of a nested object that are not there already: some sources moved
   * fields between the two over time.
   */
  public JsonFields mergedWith(String name) {
    if (!(node.path(name) instanceof ObjectNode nested)) {
      return this;
    }
    ObjectNode merged = node.deepCopy();
    merged.remove(name);
    for (Map.Entry<String, JsonNode> field : nested.properties()) {
      if (!merged.hasNonNull(field.getKey())) {
        merged.set(field.getKey(), field.getValue());
      }
    }
    return new JsonFields(merged, path, odd);
  }

  /** All fields, in the record's order. */
  public Set<Map.Entry<String, JsonNode>> entries() {
    return node.properties();
  }

  /** A non-empty string of at most {@link #MAX_IDENTIFIER} characters. */
  public String requireText(String name) throws MalformedException {
    return requireLongText(name, MAX_IDENTIFIER);
  }

  /** A non-empty string of at most that many characters. */
  public String requireLongText(String name, int maxLength) throws MalformedException {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      throw new MalformedException(path + name + " is missing: expected a string");
    }
    if (!value.isTextual()) {
      throw new MalformedException(
          path + name + " must be a string, was " + JsonTree.kind(value) + shown(value));
    }
    String text = value.textValue();
    if (text.isBlank() || text.length() > maxLength) {
      throw new MalformedException(
          "%s%s must have 1 to %d characters, had %d"
              .formatted(path, name, maxLength, text.isBlank() ? 0 : text.length()));
    }
    return Text.bound(text, maxLength);
  }

  /** An ISO-8601 time. */
  public Instant requireTime(String name) throws MalformedException {
    return Times.parse(path + name, requireText(name));
  }

  /** A string of any length, or a number or boolean as text; null when empty. */
  public @Nullable String text(String name) {
    JsonNode value = node.path(name);
    if (value.isTextual()) {
      return value.textValue().isEmpty() ? null : value.textValue();
    }
    if (value.isNumber() || value.isBoolean()) {
      return value.asText();
    }
    noteIfOdd(name, value);
    return null;
  }

  /** The first of several fields that holds text. */
  public @Nullable String firstText(String... names) {
    for (String name : names) {
      String value = text(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** A boolean, or {@code "true"} or {@code "false"}. */
  public @Nullable Boolean flag(String name) {
    JsonNode value = node.path(name);
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isTextual() && Set.of("true", "false").contains(value.textValue())) {
      return Boolean.valueOf(value.textValue());
    }
    noteIfOdd(name, value);
    return null;
  }

  /** A whole number of 0 or more, below 2^63. */
  public @Nullable Long count(String name) {
    JsonNode value = node.path(name);
    if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0) {
      return value.longValue();
    }
    noteIfOdd(name, value);
    return null;
  }

  /** A whole number of 0 or more, below 2^31. */
  public @Nullable Integer smallCount(String name) {
    Long value = count(name);
    if (value == null) {
      return null;
    }
    if (value > Integer.MAX_VALUE) {
      noteIfOdd(name, node.path(name));
      return null;
    }
    return value.intValue();
  }

  /** ISO-8601 text or milliseconds from 1970. */
  public @Nullable Instant time(String name) {
    JsonNode value = node.path(name);
    try {
      if (value.isTextual()) {
        return Times.parse(path + name, value.textValue());
      }
      if (value.isNumber() && value.canConvertToLong()) {
        return Times.ofEpochMillis(path + name, value.longValue());
      }
    } catch (MalformedException e) {
      odd.add(path + name);
      return null;
    }
    noteIfOdd(name, value);
    return null;
  }

  /** A nested object; null when missing. */
  public @Nullable JsonFields object(String name) {
    JsonNode value = node.path(name);
    if (value instanceof ObjectNode object) {
      return new JsonFields(object, path + name + ".", odd);
    }
    noteIfOdd(name, value);
    return null;
  }

  /** A nested object; one without fields when missing. */
  public JsonFields objectOrEmpty(String name) {
    JsonFields nested = object(name);
    return nested != null ? nested : new JsonFields(node.objectNode(), path + name + ".", odd);
  }

  /** The text elements of an array; empty when missing. */
  public List<String> texts(String name) {
    JsonNode value = node.path(name);
    if (!value.isArray()) {
      noteIfOdd(name, value);
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : value) {
      addText(name, element, texts);
    }
    return texts;
  }

  private void addText(String name, JsonNode element, List<String> texts) {
    if (!element.isTextual()) {
      odd.add(path + name + "[]");
    } else {
      texts.add(Text.bound(element.textValue(), MAX_IDENTIFIER));
    }
  }

  /** The object elements of an array, at most 100; empty when missing. */
  public List<JsonFields> objects(String name) {
    JsonNode value = node.path(name);
    if (!value.isArray()) {
      noteIfOdd(name, value);
      return List.of();
    }
    List<JsonFields> objects = new ArrayList<>();
    Iterator<JsonNode> elements = value.elements();
    while (elements.hasNext()) {
      if (elements.next() instanceof ObjectNode object && objects.size() < MAX_LIST) {
        objects.add(new JsonFields(object, path + name + "[" + objects.size() + "].", odd));
      } else {
        odd.add(path + name + "[]");
      }
    }
    return objects;
  }

  private void noteIfOdd(String name, JsonNode value) {
    boolean blank = value.isTextual() && value.textValue().isEmpty();
    if (!value.isMissingNode() && !value.isNull() && !blank) {
      odd.add(path + name);
    }
  }

  private static String shown(JsonNode value) {
    return value.isNumber() || value.isBoolean() ? " " + Text.show(value.asText()) : "";
  }
}
