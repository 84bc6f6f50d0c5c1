package dev.pubwatch.connect.jdbc;

import dev.pubwatch.connect.EventRecords;
import dev.pubwatch.events.Reject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task from its start to its stop. */
final class RowsRun implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RowsRun.class);

  /**
   * How long rows wait for other transactions before the log tells of it, and between two times.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration SETTLING = Duration.ofMillis(100);

  /** Connection lost, no room, conflict, interrupted by an operator or by a timeout: passes. */
  private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "40", "55", "57");

  private final PostgresSourceConfig config;
  private final InstantSource clock;
  private final Backoff backoff = new Backoff(new SplittableRandom());
  private final Map<String, EventRecords> records = new HashMap<>();
  private final List<TableReader> tables = new ArrayList<>();
  private final Set<String> checked = new HashSet<>();
  private final Duration pollInterval;
  private @Nullable Database database;
  private Instant due = Instant.MIN;
  private Instant quietUntil = Instant.MIN;
  private int turn;

  RowsRun(PostgresSourceConfig config, OffsetStorageReader stored, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.pollInterval = Duration.ofMillis(config.getLong(PostgresSourceConfig.POLL_INTERVAL_MS));
    for (RegistryTable table : config.tables()) {
      Map<String, String> partition = config.partition(table);
      records.computeIfAbsent(
          config.formatName(table),
          format -> new EventRecords(config, format, null, config.maxRecordBytes()));
      tables.add(
          new TableReader(
              table,
              partition,
              config.getInt(PostgresSourceConfig.BATCH_MAX_RECORDS),
              config.getLong(PostgresSourceConfig.START_ID),
              stored.offset(partition)));
    }
  }

  /** Time until there is something to do. */
  synchronized Duration untilDue() {
    Instant now = clock.instant();
    Instant next = due.isAfter(backoff.notBefore()) ? due : backoff.notBefore();
    return next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO;
  }

  /**
   * The next batch, of one table, perhaps empty.
   *
   * @throws RetriableException when the registry of schemas cannot be reached; nothing is lost
   * @throws ConnectException when the database refuses
   */
  synchronized List<SourceRecord> poll() {
    Instant now = clock.instant();
    try {
      List<SourceRecord> batch = read(now);
      backoff.succeeded();
      return batch;
    } catch (SQLException e) {
      disconnect();
      if (!passes(e)) {
        throw new ConnectException(describe() + " cannot be read: " + e.getMessage(), e);
      }
      Instant again = backoff.failed(now);
      log.warn("{} is read again at {}: {}", describe(), again, e.getMessage());
      return List.of();
    }
  }

  private static boolean passes(SQLException e) {
    String state = e.getSQLState();
    return state == null
        || (state.length() == 5 && PASSING_CLASSES.contains(state.substring(0, 2)));
  }

  private String describe() {
    return "database " + config.getString(PostgresSourceConfig.NAME);
  }

  private List<SourceRecord> read(Instant now) throws SQLException {
    boolean waiting = false;
    for (int i = 0; i < tables.size(); i++) {
      TableReader table = tables.get(turn);
      turn = (turn + 1) % tables.size();
      List<SourceRecord> batch = read(table, now);
      if (!batch.isEmpty()) {
        due = now;
        return batch;
      }
      waiting |= table.waitingSince() != null;
      warnOfWaiting(table, now);
    }
    due = now.plus(waiting && SETTLING.compareTo(pollInterval) < 0 ? SETTLING : pollInterval);
    return List.of();
  }

  private List<SourceRecord> read(TableReader table, Instant now) throws SQLException {
    List<SourceRecord> batch = new ArrayList<>();
    for (TableRow row : table.next(connected(table.table()), now)) {
      try {
        send(table, row, batch);
      } catch (RetriableException e) {
        if (batch.isEmpty()) {
          throw e;
        }
        return batch;
      }
    }
    return batch;
  }

  private Database connected(RegistryTable table) throws SQLException {
    Database now = database;
    if (now == null) {
      now = Database.connect(config);
      database = now;
    }
    if (!checked.contains(table.name())) {
      now.check(table);
      checked.add(table.name());
    }
    return now;
  }

  private void send(TableReader table, TableRow row, List<SourceRecord> batch) {
    Instant now = clock.instant();
    EventRecords to = recordsOf(table.table());
    byte[] raw = row.json().getBytes(StandardCharsets.UTF_8);
    String location = table.table().name() + "#" + row.id();
    List<SpecificRecord> events = parse(to, row, raw, location, now);
    List<SourceRecord> sent = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      if (!table.wasDelivered(row, i)) {
        Map<String, Object> offset = table.offset(row, i, i == events.size() - 1);
        SpecificRecord event = events.get(i);
        SourceRecord record = to.toKafka(event, raw, location, now, table.partition(), offset);
        if (event instanceof Reject reject) {
          record.headers().addString("pubwatch.reason", reject.getReason());
          record.headers().addString("pubwatch.cursor", location);
        }
        sent.add(record);
      }
    }
    batch.addAll(sent);
    table.finish(row);
  }

  private List<SpecificRecord> parse(
      EventRecords to, TableRow row, byte[] raw, String location, Instant now) {
    if (row.sizeBytes() <= config.maxRecordBytes()) {
      return to.parse(raw, location, row.id(), now);
    }
    String reason =
        "the row is longer than max.record.bytes=%d: %d bytes"
            .formatted(config.maxRecordBytes(), row.sizeBytes());
    return List.of(to.reject(raw, location, row.id(), reason, now));
  }

  private EventRecords recordsOf(RegistryTable table) {
    EventRecords found = records.get(config.formatName(table));
    if (found == null) {
      throw new IllegalStateException("no format for " + table.name());
    }
    return found;
  }

  /** A transaction that is never ended holds back what comes after it: somebody must hear of it. */
  private void warnOfWaiting(TableReader table, Instant now) {
    Instant since = table.waitingSince();
    boolean tell = since != null && now.isAfter(since.plus(PATIENCE)) && now.isAfter(quietUntil);
    if (tell) {
      quietUntil = now.plus(PATIENCE);
      log.warn(
          "rows of {} after id {} wait since {} for transactions that wrote to it to end: {}",
          table.table().name(),
          table.through(),
          since,
          table.waitingFor());
    }
  }

  private void disconnect() {
    Database last = database;
    database = null;
    tables.forEach(TableReader::forget);
    if (last != null) {
      try {
        last.close();
      } catch (ConnectException e) {
        log.debug("the lost connection cannot be closed", e);
      }
    }
  }

  @Override
  public synchronized void close() {
    disconnect();
    records.values().forEach(EventRecords::close);
  }
}
