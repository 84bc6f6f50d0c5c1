package dev.pubwatch.job.live;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Decodes records once, in the source. */
final class KafkaEvents implements KafkaRecordDeserializationSchema<Decoded> {
  private static final long serialVersionUID = 1;

  private final HashMap<String, String> registry;
  private transient @Nullable RecordDecoder decoder;

  KafkaEvents(Map<String, String> registry) {
    this.registry = new HashMap<>(registry);
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder = new RecordDecoder(registry, Clock.systemUTC());
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Decoded> out) {
    if (decoder == null) {
      throw new IllegalStateException("open must come first");
    }
    decoder.decode(record).forEach(out::collect);
  }

  @Override
  public TypeInformation<Decoded> getProducedType() {
    return DecodedType.INFO;
  }
}
