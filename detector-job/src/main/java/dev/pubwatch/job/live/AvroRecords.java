package dev.pubwatch.job.live;

import dev.pubwatch.schemas.AvroSerdes;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes records to a topic in Avro wire format. */
final class AvroRecords<T extends SpecificRecord>
    implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1;

  /** The key of a record. */
  interface Key<T> extends Serializable {
    String of(T record);
  }

  private final String topic;
  private final Key<T> key;
  private final HashMap<String, String> registry;
  private transient @Nullable Serializer<T> serializer;

  AvroRecords(String topic, Key<T> key, Map<String, String> registry) {
    this.topic = topic;
    this.key = key;
    this.registry = new HashMap<>(registry);
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    serializer = AvroSerdes.serializer(registry);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T record, KafkaSinkContext context, @Nullable Long timestamp) {
    if (serializer == null) {
      throw new IllegalStateException("open must come first");
    }
    return new ProducerRecord<>(
        topic,
        key.of(record).getBytes(StandardCharsets.UTF_8),
        serializer.serialize(topic, record));
  }

  /** The target, which pooled transactions must know beforehand. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
  }
}
