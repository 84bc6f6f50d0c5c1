package dev.pubwatch.connect.jdbc;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** One connection to PostgreSQL, on which nothing can be written. */
final class Database implements AutoCloseable {
  private final PostgresSourceConfig config;
  private final Connection connection;

  private Database(PostgresSourceConfig config, Connection connection) {
    this.config = config;
    this.connection = connection;
  }

  /**
   * Connects.
   *
   * @throws ConnectException when the server is a standby, which does not know who writes
   */
  static Database connect(PostgresSourceConfig config) throws SQLException {
    Connection connection = driver(config).connect(config.url(), config.driverProperties());
    try {
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      Database database = new Database(config, connection);
      database.refuseStandby();
      return database;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** The plugin's own driver, which DriverManager does not see in a worker. */
  private static Driver driver(PostgresSourceConfig config) throws SQLException {
    for (Driver driver : ServiceLoader.load(Driver.class, Database.class.getClassLoader())) {
      if (driver.acceptsURL(config.url())) {
        return driver;
      }
    }
    throw new ConnectException("no JDBC driver of PostgreSQL stands beside the plugin");
  }

  private void refuseStandby() throws SQLException {
    if (one("SELECT pg_is_in_recovery()").equals("t")) {
      throw new ConnectException(
          "the server is a standby, which does not show the transactions that write: connect to"
              + " the primary");
    }
  }

  /**
   * Checks that a table can be polled: that its columns can be read, and that its ids come from a
   * sequence that counts upwards one by one.
   *
   * @throws ConnectException naming what does not fit
   */
  void check(RegistryTable table) throws SQLException {
    rows(table, 0, 0, 1);
    String sequence = one(sequenceSql(table));
    if (sequence.isEmpty()) {
      throw new ConnectException(
          table.name() + ".id must be numbered by a sequence that the column owns, was by none");
    }
    String rule =
        one(
            "SELECT seqincrement || ' ' || seqcache || ' ' || seqcycle FROM pg_sequence"
                + " WHERE seqrelid = '"
                + sequence.replace("'", "''")
                + "'::regclass");
    if (!rule.equals("1 1 false")) {
      throw new ConnectException(
          "sequence %s must have INCREMENT 1, CACHE 1 and NO CYCLE, or ids do not come in order, was %s"
              .formatted(sequence, rule));
    }
  }

  private String sequenceSql(RegistryTable table) {
    String name = table.qualified(config.schema()).replace("'", "''");
    return "SELECT coalesce(pg_get_serial_sequence('" + name + "', 'id'), '')";
  }

  private String one(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet result = statement.executeQuery()) {
      String value = result.next() ? result.getString(1) : null;
      connection.commit();
      return value == null ? "" : value;
    }
  }

  /** The last of the next rows that are committed above an id; null when there are none. */
  @Nullable Long lastOfNext(RegistryTable table, long after, int limit) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(table.lastIdSql(config.schema()))) {
      statement.setLong(1, after);
      statement.setInt(2, limit);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        long last = result.getLong(1);
        Long found = result.wasNull() ? null : last;
        connection.commit();
        return found;
      }
    }
  }

  /**
   * The transactions that wrote to a table or took a number for it, and have not ended. PostgreSQL
   * lets go of a transaction's locks after the others see what it committed.
   */
  Set<Writer> writers(RegistryTable table) throws SQLException {
    String sql =
        """
        SELECT DISTINCT virtualtransaction, coalesce(pid, 0) FROM pg_locks
        WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND relation IN (?::regclass::oid, pg_get_serial_sequence(?, 'id')::regclass::oid)""";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      String name = table.qualified(config.schema());
      statement.setString(1, name);
      statement.setString(2, name);
      TreeMap<String, Writer> writers = new TreeMap<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          writers.put(result.getString(1), new Writer(result.getString(1), result.getInt(2)));
        }
      }
      connection.commit();
      return Set.copyOf(writers.values());
    }
  }

  /** Committed rows above one id and up to another, in their order. */
  List<TableRow> rows(RegistryTable table, long after, long upTo, int limit) throws SQLException {
    String sql = table.rowsSql(config.schema(), config.maxRecordBytes() + 1);
    List<TableRow> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(config.fetchSize());
      statement.setLong(1, after);
      statement.setLong(2, upTo);
      statement.setInt(3, limit);
      long bytes = 0;
      try (ResultSet result = statement.executeQuery()) {
        while (bytes < PostgresSourceConfig.MAX_BATCH_BYTES && result.next()) {
          TableRow row = new TableRow(result.getLong(1), result.getString(2), result.getLong(3));
          rows.add(row);
          bytes += row.sizeBytes();
        }
      }
    }
    connection.commit();
    return rows;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new ConnectException("cannot close the connection: " + e.getMessage(), e);
    }
  }
}
