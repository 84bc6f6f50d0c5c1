package dev.pubwatch.cli.registry;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Schemas as text, from whoever sent them. */
final class SchemaText {
  private SchemaText() {}

  /**
   * Reads a schema.
   *
   * @throws ApiException 42201 if it is none
   */
  static Schema parse(String text) {
    try {
      return new Schema.Parser().parse(text);
    } catch (AvroRuntimeException | StackOverflowError | NullPointerException e) {
      throw ApiException.invalidSchema(
          "Invalid schema: " + bounded(String.valueOf(e.getMessage())));
    }
  }

  /** The text that equal schemas share; what cannot be read stays as it is. */
  static String canonical(String text) {
    try {
      return parse(text).toString();
    } catch (ApiException e) {
      return text;
    }
  }

  private static String bounded(String message) {
    return message.length() <= 500 ? message : message.substring(0, 500) + "...";
  }
}
