package dev.pubwatch.schemas;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of Confluent's wire format into today's generated classes, whether an older or a
 * newer release wrote them. Configured by {@link AvroConfig}. Null stays null. Safe for use by many
 * threads.
 */
public final class RegistryAvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
  static {
    AvroTrust.init();
  }

  private @Nullable WireDecoder<T> decoder;

  /** Of no use before {@link #configure}. */
  public RegistryAvroDeserializer() {}

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    if (!RegistryConfig.bool(configs, AvroConfig.SPECIFIC_READER, true)) {
      throw new ConfigException(
          AvroConfig.SPECIFIC_READER, false, "this deserialiser gives generated classes only");
    }
    String key = isKey ? AvroConfig.KEY_TYPE : AvroConfig.VALUE_TYPE;
    Class<? extends SpecificRecord> type = RecordTypes.configured(key, configs.get(key));
    decoder =
        new WireDecoder<>(
            RegistryClient.of(configs)::schemaById,
            writer -> cast(type == null ? RecordTypes.contractType(writer) : type));
  }

  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] data) {
    if (data == null) {
      return null;
    }
    if (decoder == null) {
      throw new IllegalStateException("RegistryAvroDeserializer must be configured before use");
    }
    try {
      return decoder.decode(data, null);
    } catch (SerializationException e) {
      throw new SerializationException("topic " + topic + ": " + e.getMessage(), e);
    }
  }

  /** The caller chose T for the topic, as with any of Kafka's deserialisers. */
  @SuppressWarnings("unchecked")
  private static <T> Class<T> cast(Class<?> type) {
    return (Class<T>) type;
  }
}
