package dev.pubwatch.notify.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.Notice.Phase;
import dev.pubwatch.notify.Notices;
import dev.pubwatch.notify.siem.Body;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaChannelTest {
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(
          true, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());
  private final KafkaChannel channel = new KafkaChannel("topic", producer, "findings", Body.OCSF);

  @Test
  void writesFindingsUnderTheIncidentsKey() throws Exception {
    channel.deliver(
        Notices.of(
            "in-1",
            3,
            Phase.UPDATED,
            List.of(Notices.alert("pw-1", "pkg:npm/a"), Notices.alert("pw-2", "pkg:npm/b"))),
        null);
    assertEquals(2, producer.history().size());
    ProducerRecord<String, byte[]> record = producer.history().get(1);
    assertEquals("findings", record.topic());
    assertEquals("in-1", record.key());
    assertEquals("3", header(record, "revision"));
    assertEquals("in-1.pw-2", header(record, "document_id"));
    String json = new String(record.value(), StandardCharsets.UTF_8);
    assertTrue(json.contains("\"class_uid\":2004"), json);
  }

  private static String header(ProducerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Test
  void errorsAreWorthAnotherTryUnlessTheRecordIsAtFault() {
    assertEquals(false, refused(new NotEnoughReplicasException("away")).isPermanent());
    assertEquals(false, refused(new TopicAuthorizationException("findings")).isPermanent());
    assertEquals(true, refused(new RecordTooLargeException("large")).isPermanent());
  }

  private DeliveryException refused(RuntimeException error) {
    producer.sendException = error;
    return assertThrows(
        DeliveryException.class, () -> channel.deliver(Notices.of("in-1", 1, Phase.OPENED), null));
  }
}
