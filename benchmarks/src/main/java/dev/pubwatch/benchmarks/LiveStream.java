package dev.pubwatch.benchmarks;

import dev.pubwatch.core.Event;
import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.schemas.AvroConfig;
import dev.pubwatch.schemas.AvroSerdes;
import dev.pubwatch.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Puts generated publishes on Kafka as the sources would, and a marker behind them: a use of a
 * credential that is known to have leaked, which always alerts, so that the alert tells when the
 * last event was judged.
 */
final class LiveStream {
  /** How projects of markers begin. */
  static final String MARKER = "pkg:npm/marker-";

  private static final String LEAKED = "hmac:leaked";
  private static final FormatContext CONTEXT =
      new FormatContext(new CredentialHasher(new byte[16]), null, null);

  private LiveStream() {}

  /**
   * Returns once Kafka has all of them.
   *
   * @param name of the marker behind them
   */
  static void write(List<Event> events, String name, String bootstrap, String registryUrl) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", bootstrap, "linger.ms", 20, "max.block.ms", 60_000, "acks", "all");
    Serializer<SpecificRecord> serializer =
        AvroSerdes.serializer(Map.of(AvroConfig.REGISTRY_URL, registryUrl));
    try (serializer;
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (Event event : events) {
        send(producer, serializer, publish(event));
      }
      Instant end = Instant.ofEpochMilli(events.get(events.size() - 1).timeMillis());
      send(producer, serializer, ofMarker(name, "token:exposed", end));
      send(producer, serializer, ofMarker(name, "release:publish", end.plusMillis(1)));
      // Event time moves past the marker by an event behind it, not by waiting for silence.
      send(
          producer,
          serializer,
          ofMarker("behind-" + name, "release:publish", end.plusMillis(1_100)));
      producer.flush();
    }
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer,
      Serializer<SpecificRecord> serializer,
      SpecificRecord event) {
    byte[] key = String.valueOf(event.get(projectField(event))).getBytes(StandardCharsets.UTF_8);
    var unused =
        producer.send(
            new ProducerRecord<>(
                Topics.PUBLISH_EVENTS, key, serializer.serialize(Topics.PUBLISH_EVENTS, event)));
  }

  private static int projectField(SpecificRecord event) {
    return event.getSchema().getField("project").pos();
  }

  private static SpecificRecord ofMarker(String name, String action, Instant time) {
    EventDraft draft =
        new EventDraft("marker:" + name + ":" + action, "npm", time, action, CONTEXT)
            .project(MARKER + name);
    draft.credential().setId(LEAKED + name);
    draft.credential().setKind(CredentialKind.api_token);
    return draft.publish();
  }

  private static SpecificRecord publish(Event event) {
    EventDraft draft =
        new EventDraft(
                event.eventId(),
                event.source(),
                Instant.ofEpochMilli(event.timeMillis()),
                event.action(),
                CONTEXT)
            .project(event.project())
            .version(event.version());
    draft.actor().setId(event.actorId());
    draft.actor().setKind(ActorKind.user);
    draft.credential().setId(event.credentialId());
    draft.credential().setKind(CredentialKind.api_token);
    draft.origin().setIp(event.ip());
    draft.origin().setClient(event.client());
    draft.origin().setClientVersion(event.clientVersion());
    draft.artifact().setInstallScript(event.installScript());
    draft.artifact().setDependencyCount(event.dependencyCount());
    event.attributes().forEach(draft::attribute);
    return draft.publish();
  }
}
