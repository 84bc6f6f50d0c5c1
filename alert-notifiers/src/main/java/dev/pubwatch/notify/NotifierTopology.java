package dev.pubwatch.notify;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Verdict;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.notify.incident.IncidentProcessor;
import dev.pubwatch.notify.incident.Intake;
import dev.pubwatch.notify.route.LiveRouting;
import dev.pubwatch.schemas.Topics;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * Alerts → deduplicate → intake, verdicts → intake; intake → incidents → outbox. The intake has one
 * partition whatever the others have, so that one task holds all incidents.
 */
final class NotifierTopology {
  /**
   * Record times are event times: a clock that is ahead at a source must not stop the notifiers.
   */
  private static final Map<String, String> CHANGELOG =
      Map.of(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));

  private NotifierTopology() {}

  static Topology define(Serde<Alert> alerts, Serde<Verdict> verdicts, LiveRouting routing) {
    Serde<String> ids = Serdes.String();
    Serializer<Intake> intake = Intake.serde().serializer();
    Serializer<SpecificRecord> said =
        (topic, value) -> value == null ? null : intake.serialize(topic, new Intake.Said(value));
    return new Topology()
        .addSource(
            Names.ALERTS_NODE, ids.deserializer(), writable(alerts.deserializer()), Topics.ALERTS)
        .addProcessor(Names.DEDUPLICATE_NODE, Deduplicate::new, Names.ALERTS_NODE)
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(Names.DELIVERED_STORE), ids, Serdes.Long())
                .withLoggingEnabled(CHANGELOG),
            Names.DEDUPLICATE_NODE)
        .addSource(
            Names.VERDICTS_NODE, ids.deserializer(), verdicts.deserializer(), Topics.VERDICTS)
        .addSink(
            Names.INTAKE_SINK_NODE,
            Names.INTAKE,
            ids.serializer(),
            said,
            Names.DEDUPLICATE_NODE,
            Names.VERDICTS_NODE)
        .addSource(
            Names.INTAKE_NODE, ids.deserializer(), Intake.serde().deserializer(), Names.INTAKE)
        .addProcessor(Names.INCIDENTS_NODE, IncidentProcessor.with(routing), Names.INTAKE_NODE)
        .addSink(
            Names.OUTBOX_NODE,
            Names.OUTBOX,
            ids.serializer(),
            OutgoingJson.serde().serializer(),
            Names.INCIDENTS_NODE);
  }

  /** An alert that no JSON can hold, such as one with an endless score, is unreadable for us. */
  static Deserializer<Alert> writable(Deserializer<Alert> alerts) {
    return (topic, bytes) -> {
      Alert alert = alerts.deserialize(topic, bytes);
      if (alert != null) {
        try {
          CanonicalJson.write(alert);
        } catch (RuntimeException e) {
          throw new SerializationException("the alert has no JSON: " + e.getMessage(), e);
        }
      }
      return alert;
    };
  }
}
