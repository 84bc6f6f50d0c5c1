package dev.pubwatch.schemas;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * What a topic carries.
 *
 * @param key what the message key holds, a UTF-8 string
 * @param type the generated class of its values
 * @param schema the schema of its values, flattened: no name is used before it is defined
 * @param compatibility the level set for its subject
 */
public record TopicSchema(
    String topic,
    String key,
    Class<? extends SpecificRecord> type,
    Schema schema,
    Compatibility compatibility) {

  /** The registry's name for the schemas of this topic's values. */
  public String subject() {
    return topic + "-value";
  }
}
