package dev.pubwatch.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pubwatch.events.Exposure;
import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Formats;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** One raw record that gives several events. */
final class RecordMapperTest {
  private static final Map<String, String> PARTITION = Map.of("head", "1:x");
  private static final Position DURING = new Position(100, 0, 3, 7L);
  private static final Position AFTER = new Position(200, 0, 4, 8L);

  private final RecordMapper mapper =
      new RecordMapper(
          Formats.byName("pubwatch"),
          new FormatContext(new CredentialHasher(new byte[16]), null, null),
          "acme.",
          1024,
          serializer());

  @Test
  void countsTheEventsThatWereDelivered() {
    List<SourceRecord> records = map(0);
    assertEquals(List.of("a", "b", "c"), TaskHarness.ids(records));
    assertEquals(
        List.of(new Position(100, 1, 3, 7L), new Position(100, 2, 3, 7L), AFTER),
        records.stream().map(record -> Position.fromMap(record.sourceOffset())).toList());
  }

  @Test
  void goesOnAfterTheEventsThatWereDelivered() {
    assertEquals(List.of("c"), TaskHarness.ids(map(2)));
    assertEquals(List.of(), map(3));
  }

  @Test
  void topicsHaveThePrefixThatWasSet() {
    assertEquals("acme.publish-events", map(0).get(0).topic());
  }

  @Test
  void anExposureGoesToItsOwnTopicUnderItsCredential() {
    Exposure exposure =
        Exposure.newBuilder()
            .setExposureId("x")
            .setCredentialId("hmac:00")
            .setReportedAt(Instant.EPOCH)
            .setSource("secret-scanning")
            .build();
    SourceRecord sent = mapper.toKafka(exposure, PARTITION, AFTER.toMap("/var/log/app.log"));
    assertEquals("acme.exposures", sent.topic());
    assertEquals("hmac:00", sent.key());
  }

  private List<SourceRecord> map(long skip) {
    List<SpecificRecord> events = List.of(event("a"), event("b"), event("c"));
    return mapper.toKafka(events, skip, PARTITION, DURING, AFTER, "/var/log/app.log");
  }

  private static SpecificRecord event(String id) {
    return PublishEvent.newBuilder()
        .setEventId(id)
        .setSource("npm")
        .setTime(Instant.EPOCH)
        .setAction("release:publish")
        .build();
  }

  private static Serializer<Object> serializer() {
    CanonicalSerializer canonical = new CanonicalSerializer();
    return (topic, record) -> canonical.serialize(topic, (SpecificRecord) record);
  }
}
