package dev.pubwatch.connect.jdbc;

import dev.pubwatch.connect.EventRecords;
import dev.pubwatch.connect.Versions;
import dev.pubwatch.events.Reject;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.schemas.AvroTrust;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Makes canonical events of the changes that Debezium captures in a registry's PostgreSQL database.
 *
 * <p>A row that was inserted, or that a snapshot found, is an event. Updates, truncations and
 * deletions, which are erasures, are none, nor are tombstones: those records are dropped. Only
 * listed columns are looked at. What cannot be read goes to the topic of rejects. Debezium's
 * heartbeats pass, as JSON, so that its offsets move on. Converters as for {@link
 * PostgresSourceConnector}.
 */
public final class ChangesToEvents<R extends ConnectRecord<R>>
    implements Transformation<R>, Versioned {
  private static final String HEARTBEAT_TOPIC = "__debezium-heartbeat";
  private static final String HEARTBEAT_SCHEMA = ".Heartbeat";

  private final InstantSource clock;
  private final Map<String, EventRecords> records = new HashMap<>();
  private @Nullable ChangesConfig config;

  /** For Connect. */
  public ChangesToEvents() {
    this(InstantSource.system());
  }

  ChangesToEvents(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String version() {
    return Versions.own();
  }

  @Override
  public ConfigDef config() {
    return ChangesConfig.definition();
  }

  @Override
  public void configure(Map<String, ?> configs) {
    AvroTrust.init();
    ChangesConfig configured = new ChangesConfig(configs);
    for (RegistryTable table : configured.tables()) {
      records.computeIfAbsent(
          configured.formatName(table),
          format ->
              new EventRecords(
                  configured, format, null, configured.getInt(ChangesConfig.MAX_RECORD_BYTES)));
    }
    config = configured;
  }

  @Override
  @SuppressWarnings("NullAway") // null is how a transform drops a record
  public R apply(R record) {
    Object value = record.value();
    if (value == null) {
      return null;
    }
    return isHeartbeat(record) ? heartbeat(record, value) : change(record, value);
  }

  private static boolean isHeartbeat(ConnectRecord<?> record) {
    Schema schema = record.valueSchema();
    String name = schema == null ? null : schema.name();
    return record.topic().startsWith(HEARTBEAT_TOPIC)
        || (name != null && name.endsWith(HEARTBEAT_SCHEMA));
  }

  private R heartbeat(R record, Object value) {
    byte[] json;
    try {
      json = ChangeJson.of(value).toString().getBytes(StandardCharsets.UTF_8);
    } catch (MalformedException e) {
      json = new byte[0];
    }
    return record.newRecord(
        record.topic(),
        record.kafkaPartition(),
        Schema.STRING_SCHEMA,
        record.topic(),
        Schema.BYTES_SCHEMA,
        json,
        record.timestamp(),
        record.headers());
  }

  private @Nullable R change(R record, Object value) {
    ChangesConfig configured = configured();
    Instant now = clock.instant();
    try {
      List<Change> changes = Change.of(ChangeJson.of(value), configured.tables());
      return changes.isEmpty() ? null : event(record, changes.get(0), now);
    } catch (MalformedException e) {
      // Of what is not known nothing is repeated: it may hold secrets.
      EventRecords to = recordsOf(configured.tables().get(0));
      String reason = String.valueOf(e.getMessage());
      SpecificRecord reject = to.reject(new byte[0], record.topic(), 0, reason, now);
      return written(record, to, reject, new byte[0], record.topic(), now);
    }
  }

  private @Nullable R event(R record, Change change, Instant now) {
    EventRecords to = recordsOf(change.table());
    byte[] raw = change.json();
    List<SpecificRecord> events = to.parse(raw, change.location(), 0, now);
    if (events.isEmpty()) {
      return null;
    }
    SpecificRecord event = events.get(0);
    if (events.size() > 1) {
      String reason = "a row must give one event here, gave " + events.size();
      event = to.reject(raw, change.location(), 0, reason, now);
    }
    return written(record, to, event, raw, change.location(), now);
  }

  private R written(
      R record, EventRecords to, SpecificRecord event, byte[] raw, String location, Instant now) {
    SourceRecord made = to.toKafka(event, raw, location, now, Map.of(), Map.of());
    R sent =
        record.newRecord(
            made.topic(),
            null,
            made.keySchema(),
            made.key(),
            made.valueSchema(),
            made.value(),
            made.timestamp(),
            null);
    if (event instanceof Reject reject) {
      sent.headers().addString("pubwatch.reason", reject.getReason());
      sent.headers().addString("pubwatch.cursor", location);
    }
    return sent;
  }

  private ChangesConfig configured() {
    ChangesConfig now = config;
    if (now == null) {
      throw new IllegalStateException("apply was called before configure");
    }
    return now;
  }

  private EventRecords recordsOf(RegistryTable table) {
    EventRecords found = records.get(configured().formatName(table));
    if (found == null) {
      throw new IllegalStateException("no format for " + table.name());
    }
    return found;
  }

  @Override
  public void close() {
    records.values().forEach(EventRecords::close);
    records.clear();
  }
}
