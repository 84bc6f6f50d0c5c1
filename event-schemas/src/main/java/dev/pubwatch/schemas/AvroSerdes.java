package dev.pubwatch.schemas;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Serialisers for message values, of the class that the configuration names: ours, or {@code
 * io.confluent.kafka.serializers.KafkaAvroSerializer} and {@code KafkaAvroDeserializer} where they
 * are on the class path. Each comes configured and is to be closed by the caller.
 */
public final class AvroSerdes {
  static {
    AvroTrust.init();
  }

  private AvroSerdes() {}

  /**
   * A configured serialiser.
   *
   * @throws ConfigException if the configuration is faulty or names a class that cannot be used
   */
  public static <T extends SpecificRecord> Serializer<T> serializer(Map<String, ?> config) {
    @SuppressWarnings("unchecked")
    Serializer<T> serializer =
        create(config, AvroConfig.SERIALIZER_CLASS, RegistryAvroSerializer.class, Serializer.class);
    serializer.configure(config, false);
    return serializer;
  }

  /**
   * A configured deserialiser.
   *
   * @param type the generated class to read as, whichever release wrote the record
   * @throws ConfigException if the configuration is faulty or names a class that cannot be used
   */
  public static <T extends SpecificRecord> Deserializer<T> deserializer(
      Class<T> type, Map<String, ?> config) {
    @SuppressWarnings("unchecked")
    Deserializer<T> deserializer =
        create(
            config,
            AvroConfig.DESERIALIZER_CLASS,
            RegistryAvroDeserializer.class,
            Deserializer.class);
    Map<String, Object> typed = new HashMap<>(config);
    typed.put(AvroConfig.SPECIFIC_READER, true);
    typed.put(AvroConfig.VALUE_TYPE, type.getName());
    deserializer.configure(typed, false);
    return deserializer;
  }

  /**
   * Serialiser and deserialiser together.
   *
   * @throws ConfigException if the configuration is faulty or names a class that cannot be used
   */
  public static <T extends SpecificRecord> Serde<T> serde(Class<T> type, Map<String, ?> config) {
    return Serdes.serdeFrom(serializer(config), deserializer(type, config));
  }

  private static <S> S create(Map<String, ?> config, String key, Class<?> absent, Class<S> base) {
    Object named = config.get(key);
    if (named == null) {
      return base.cast(Utils.newInstance(absent));
    }
    try {
      String name = named instanceof Class<?> type ? type.getName() : named.toString().trim();
      return Utils.newInstance(name, base);
    } catch (ClassNotFoundException e) {
      throw new ConfigException(key, named, "is not on the class path");
    } catch (ClassCastException e) {
      throw new ConfigException(key, named, "must implement " + base.getName());
    }
  }
}
