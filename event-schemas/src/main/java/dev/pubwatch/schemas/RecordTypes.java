package dev.pubwatch.schemas;

import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Generated classes, their schemas and their readers. */
final class RecordTypes {
  static {
    AvroTrust.init();
  }

  private RecordTypes() {}

  /** The schema that {@code type} was generated from. */
  static Schema schema(Class<? extends SpecificRecord> type) {
    return SpecificData.getForClass(type).getSchema(type);
  }

  /** Reads what {@code writer} describes as {@code type}. */
  static <T extends SpecificRecord> DatumReader<T> reader(Schema writer, Class<T> type) {
    Schema reader = schema(type);
    // The same object lets Avro see without comparing that nothing has to be resolved.
    Schema from = writer.equals(reader) ? reader : writer;
    return new SpecificDatumReader<>(from, reader, SpecificData.getForClass(type));
  }

  /**
   * The contract's class for what {@code writer} describes. Only those: which class is loaded is
   * never for the message to say.
   */
  static Class<? extends SpecificRecord> contractType(Schema writer) {
    TopicSchema known = ContractSchemas.forRecord(writer.getFullName());
    if (known == null) {
      throw new SerializationException(
          "record must be one of the contract's or "
              + AvroConfig.VALUE_TYPE
              + " be set, was "
              + writer.getFullName());
    }
    return known.type();
  }

  /** The class that configuration names under {@code key}, null when it names none. */
  static @Nullable Class<? extends SpecificRecord> configured(String key, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    try {
      Class<?> type =
          value instanceof Class<?> given ? given : Utils.loadClass(value.toString(), Object.class);
      return type.asSubclass(SpecificRecord.class);
    } catch (ClassNotFoundException | ClassCastException e) {
      throw new ConfigException(key, value, "must be a generated Avro class on the class path");
    }
  }
}
