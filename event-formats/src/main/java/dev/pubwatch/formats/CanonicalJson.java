package dev.pubwatch.formats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.CiEvent;
import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.events.TokenEvent;
import dev.pubwatch.formats.json.JsonTree;
import dev.pubwatch.schemas.AvroTrust;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * The contract's JSON form of its records, one object a line.
 *
 * <p>Every field is written, null where unknown, in the schema's order; events begin with {@code
 * type}; times are ISO-8601 UTC with milliseconds, enums their symbols, maps sorted by key. The
 * same record always gives the same text. {@code Reject.raw} is its text where it is UTF-8, else
 * {@code base64:} and the bytes.
 *
 * <p>Reading is the reverse. Fields may be missing where the schema has a default. Fields that the
 * schema does not know, as a newer writer may send, end up in an event's {@code attributes} under
 * their name ({@code origin.city} for nested ones) and are ignored in other records.
 */
public final class CanonicalJson {
  static {
    AvroTrust.init();
  }

  /** Class of each value of {@code type}. */
  private static final Map<String, Class<? extends SpecificRecord>> EVENT_TYPES =
      Map.of("publish", PublishEvent.class, "token", TokenEvent.class, "ci", CiEvent.class);

  private CanonicalJson() {}

  /**
   * A record of the contract as one line of JSON, without a line break at its end.
   *
   * @throws IllegalArgumentException when a number in it is not finite
   */
  public static String write(SpecificRecord record) {
    return CanonicalWriter.write(record, typeOf(record));
  }

  /**
   * An event: {@code PublishEvent}, {@code TokenEvent} or {@code CiEvent}, as its {@code type}
   * says.
   *
   * @throws MalformedException naming the field, what was expected and what came
   */
  public static SpecificRecord readEvent(String json) throws MalformedException {
    return readEvent(JsonTree.readObject(json));
  }

  /** The same, of an object that was read already. */
  public static SpecificRecord readEvent(ObjectNode object) throws MalformedException {
    String type = object.path("type").asText("");
    Class<? extends SpecificRecord> eventClass = EVENT_TYPES.get(type);
    if (eventClass == null) {
      throw new MalformedException(
          object.has("type")
              ? "type must be publish, token or ci, was " + Text.show(object.path("type").asText())
              : "type is missing: expected publish, token or ci");
    }
    return read(eventClass, object);
  }

  /**
   * A record of the given class: {@code CanonicalJson.read(Alert.class, line)}.
   *
   * @throws MalformedException naming the field, what was expected and what came
   */
  public static <T extends SpecificRecord> T read(Class<T> recordClass, String json)
      throws MalformedException {
    return read(recordClass, JsonTree.readObject(json));
  }

  /** The same, of an object that was read already. */
  public static <T extends SpecificRecord> T read(Class<T> recordClass, ObjectNode object)
      throws MalformedException {
    T record = instantiate(recordClass);
    CanonicalReader.fill(record, object, EVENT_TYPES.containsValue(recordClass));
    return record;
  }

  private static String typeOf(SpecificRecord record) {
    for (Map.Entry<String, Class<? extends SpecificRecord>> type : EVENT_TYPES.entrySet()) {
      if (type.getValue() == record.getClass()) {
        return type.getKey();
      }
    }
    return "";
  }

  private static <T extends SpecificRecord> T instantiate(Class<T> recordClass) {
    try {
      return recordClass.getDeclaredConstructor().newInstance();
    } catch (NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalArgumentException(recordClass + " is not a generated Avro record", e);
    }
  }
}
