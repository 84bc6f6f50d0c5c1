package dev.pubwatch.notify;

import dev.pubwatch.events.Alert;
import dev.pubwatch.schemas.Topics;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** Alerts → deduplicate → outbox. */
final class NotifierTopology {
  /**
   * Record times are event times: a clock that is ahead at a source must not stop the notifiers.
   */
  private static final Map<String, String> CHANGELOG =
      Map.of(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));

  private NotifierTopology() {}

  static Topology define(Serde<Alert> alerts) {
    Serde<String> ids = Serdes.String();
    return new Topology()
        .addSource(Names.ALERTS_NODE, ids.deserializer(), alerts.deserializer(), Topics.ALERTS)
        .addProcessor(Names.DEDUPLICATE_NODE, Deduplicate::new, Names.ALERTS_NODE)
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(Names.DELIVERED_STORE), ids, Serdes.Long())
                .withLoggingEnabled(CHANGELOG),
            Names.DEDUPLICATE_NODE)
        .addSink(
            Names.OUTBOX_NODE,
            Names.OUTBOX,
            ids.serializer(),
            alerts.serializer(),
            Names.DEDUPLICATE_NODE);
  }
}
