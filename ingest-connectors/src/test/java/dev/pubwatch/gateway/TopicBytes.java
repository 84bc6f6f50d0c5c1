package dev.pubwatch.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything that was written to the gateway's topics: keys, values and headers as one text. */
final class TopicBytes {
  private TopicBytes() {}

  static String all(String bootstrap) {
    List<TopicPartition> partitions =
        KafkaStore.WRITTEN.stream().map(topic -> new TopicPartition(topic, 0)).toList();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<TopicPartition> open = new ArrayList<>(partitions);
      while (!open.isEmpty()) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> add(bytes, record));
        open.removeIf(
            partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static void add(ByteArrayOutputStream bytes, ConsumerRecord<byte[], byte[]> record) {
    bytes.writeBytes(record.key());
    bytes.writeBytes(record.value());
    for (Header header : record.headers()) {
      bytes.writeBytes(header.value());
    }
    bytes.write('\n');
  }
}
