package dev.pubwatch.connect;

import dev.pubwatch.formats.CanonicalJson;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/** Writes canonical JSON, so that tests can read what was sent; fails when told to. */
public final class CanonicalSerializer implements Serializer<SpecificRecord> {
  static volatile boolean registryIsDown;

  @Override
  public byte[] serialize(String topic, SpecificRecord record) {
    if (registryIsDown) {
      throw new SerializationException("the registry does not answer");
    }
    return CanonicalJson.write(record).getBytes(StandardCharsets.UTF_8);
  }
}
