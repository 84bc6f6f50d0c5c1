package dev.pubwatch.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Fills records from canonical JSON, led by their schema. */
final class CanonicalReader {
  private static final String ATTRIBUTES = "attributes";
  private static final String TYPE = "type";

  private final Map<String, String> unknown = new TreeMap<>();

  private CanonicalReader() {}

  /**
   * @param isEvent whether unknown fields are kept as attributes and a {@code type} is allowed
   */
  static void fill(SpecificRecord record, ObjectNode object, boolean isEvent)
      throws MalformedException {
    CanonicalReader reader = new CanonicalReader();
    reader.fillFields(record, object, "");
    if (isEvent) {
      reader.unknown.remove(TYPE);
      reader.keepUnknown(record);
      checkId(record);
      checkAction(record);
      keepSourceAction(record);
      Sanitizer.clean(record);
    }
  }

  private void fillFields(SpecificRecord record, ObjectNode object, String path)
      throws MalformedException {
    Schema schema = record.getSchema();
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), value(field, object.path(field.name()), path + field.name()));
    }
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (schema.getField(entry.getKey()) == null && !entry.getValue().isNull()) {
        unknown.put(path + entry.getKey(), text(entry.getValue()));
      }
    }
  }

  /** The value, or a copy of the field's default; an identifier may not be blank. */
  private @Nullable Object value(Schema.Field field, JsonNode node, String path)
      throws MalformedException {
    if (!node.isMissingNode() && !node.isNull()) {
      if (isBlank(node) && !field.hasDefaultValue()) {
        throw new MalformedException(path + " must not be blank");
      }
      return convert(field.schema(), node, path);
    }
    if (!field.hasDefaultValue()) {
      throw new MalformedException(path + " is missing: expected " + expected(field.schema()));
    }
    if (field.defaultVal() == JsonProperties.NULL_VALUE) {
      return null;
    }
    return SpecificData.get().deepCopy(field.schema(), SpecificData.get().getDefaultValue(field));
  }

  private Object convert(Schema schema, JsonNode node, String path) throws MalformedException {
    return switch (schema.getType()) {
      case UNION -> convert(nonNull(schema), node, path);
      case STRING -> string(schema, node, path);
      case ENUM -> symbol(schema, node, path);
      case LONG -> isTime(schema) ? time(schema, node, path) : whole(schema, node, path);
      case INT -> Math.toIntExact(whole(schema, node, path));
      case DOUBLE -> finite(schema, node, path);
      case BOOLEAN -> {
        expect(node.isBoolean(), schema, node, path);
        yield node.booleanValue();
      }
      case BYTES -> bytes(schema, node, path);
      case ARRAY -> array(schema, node, path);
      case MAP -> map(schema, node, path);
      case RECORD -> nested(schema, node, path);
      default -> throw new IllegalArgumentException(path + " has no JSON form: " + schema);
    };
  }

  private static String string(Schema schema, JsonNode node, String path)
      throws MalformedException {
    expect(node.isTextual(), schema, node, path);
    return node.textValue();
  }

  /** An unknown symbol reads as the enum's default, as Avro has it; what it was is kept. */
  private Object symbol(Schema schema, JsonNode node, String path) throws MalformedException {
    String symbol = string(schema, node, path);
    if (schema.hasEnumSymbol(symbol)) {
      return SpecificData.get().createEnum(symbol, schema);
    }
    unknown.put(path, symbol);
    return SpecificData.get().createEnum(schema.getEnumDefault(), schema);
  }

  private static Object time(Schema schema, JsonNode node, String path) throws MalformedException {
    return Times.parse(path, string(schema, node, path));
  }

  private static long whole(Schema schema, JsonNode node, String path) throws MalformedException {
    boolean fits =
        schema.getType() == Schema.Type.INT ? node.canConvertToInt() : node.canConvertToLong();
    expect(node.isIntegralNumber() && fits, schema, node, path);
    return node.longValue();
  }

  private static double finite(Schema schema, JsonNode node, String path)
      throws MalformedException {
    expect(node.isNumber() && Double.isFinite(node.doubleValue()), schema, node, path);
    return node.doubleValue();
  }

  private static ByteBuffer bytes(Schema schema, JsonNode node, String path)
      throws MalformedException {
    String text = string(schema, node, path);
    if (!text.startsWith(CanonicalWriter.BASE64)) {
      return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
    try {
      String encoded = text.substring(CanonicalWriter.BASE64.length());
      return ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
    } catch (IllegalArgumentException e) {
      throw new MalformedException(path + " must be text, or base64: and valid base64");
    }
  }

  private List<Object> array(Schema schema, JsonNode node, String path) throws MalformedException {
    expect(node.isArray(), schema, node, path);
    List<Object> list = new ArrayList<>(node.size());
    for (JsonNode element : node) {
      list.add(convert(schema.getElementType(), element, path + "[" + list.size() + "]"));
    }
    return list;
  }

  private Map<String, Object> map(Schema schema, JsonNode node, String path)
      throws MalformedException {
    expect(node.isObject(), schema, node, path);
    Map<String, Object> map = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String at = path + "." + entry.getKey();
      map.put(entry.getKey(), convert(schema.getValueType(), entry.getValue(), at));
    }
    return map;
  }

  private Object nested(Schema schema, JsonNode node, String path) throws MalformedException {
    expect(node.isObject(), schema, node, path);
    SpecificRecord record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
    fillFields(record, (ObjectNode) node, path + ".");
    return record;
  }

  @SuppressWarnings("unchecked") // The schema makes attributes a map of strings.
  private void keepUnknown(SpecificRecord record) {
    Map<String, String> attributes =
        (Map<String, String>) record.get(record.getSchema().getField(ATTRIBUTES).pos());
    Map<String, String> all = new TreeMap<>(unknown);
    all.putAll(attributes);
    record.put(record.getSchema().getField(ATTRIBUTES).pos(), all);
  }

  private static void checkId(SpecificRecord record) throws MalformedException {
    String id = String.valueOf(record.get(record.getSchema().getField("event_id").pos()));
    if (id.length() > Text.MAX_FREE_TEXT) {
      throw new MalformedException(
          "event_id must have at most %d characters, had %d"
              .formatted(Text.MAX_FREE_TEXT, id.length()));
    }
  }

  private static void checkAction(SpecificRecord record) throws MalformedException {
    String action = String.valueOf(record.get(record.getSchema().getField("action").pos()));
    if (!Actions.isAllowed(action)) {
      throw new MalformedException(
          "action must be one of the contract's or other:*, was %s; the nearest is %s"
              .formatted(Text.show(action), Nearest.to(action, Actions.all())));
    }
  }

  /** An action outside the vocabulary is its own name at the source where no other is given. */
  private static void keepSourceAction(SpecificRecord record) {
    String action = String.valueOf(record.get(record.getSchema().getField("action").pos()));
    int position = record.getSchema().getField("source_action").pos();
    if (action.startsWith(Actions.OTHER) && record.get(position) == null) {
      record.put(position, action.substring(Actions.OTHER.length()));
    }
  }

  private static void expect(boolean holds, Schema schema, JsonNode node, String path)
      throws MalformedException {
    if (!holds) {
      throw new MalformedException(
          path + " must be " + expected(schema) + ", was " + Text.show(text(node)));
    }
  }

  private static String expected(Schema schema) {
    return switch (schema.getType()) {
      case UNION -> expected(nonNull(schema));
      case LONG -> isTime(schema) ? "an ISO-8601 time" : "a whole number";
      case INT -> "a whole number";
      case DOUBLE -> "a finite number";
      case ENUM -> "one of " + schema.getEnumSymbols();
      case ARRAY -> "an array";
      case MAP, RECORD -> "an object";
      default -> "a " + schema.getType().name().toLowerCase(Locale.ROOT);
    };
  }

  private static boolean isBlank(JsonNode node) {
    return node.isTextual() && node.textValue().isBlank();
  }

  private static boolean isTime(Schema schema) {
    return schema.getLogicalType() != null;
  }

  /** Unions of the contract are null and one more. */
  private static Schema nonNull(Schema union) {
    Schema first = union.getTypes().get(0);
    return first.getType() == Schema.Type.NULL ? union.getTypes().get(1) : first;
  }

  private static String text(JsonNode node) {
    return node.isTextual() ? node.textValue() : node.toString();
  }
}
