package dev.pubwatch.connect.jdbc;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import dev.pubwatch.connect.Choices;
import dev.pubwatch.connect.EventSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.types.Password;

/** What an operator sets for {@link PostgresSourceConnector}. */
final class PostgresSourceConfig extends AbstractConfig {
  static final String HOST = "database.hostname";
  static final String PORT = "database.port";
  static final String NAME = "database.dbname";
  static final String USER = "database.user";
  static final String PASSWORD = "database.password";
  static final String SSL_MODE = "database.sslmode";
  static final String SSL_ROOT_CERT = "database.sslrootcert";
  static final String SCHEMA = "schema";
  static final String PRESET = "preset";
  static final String TABLES = "tables";
  static final String START_ID = "start.id";
  static final String POLL_INTERVAL_MS = "poll.interval.ms";
  static final String STATEMENT_TIMEOUT_MS = "statement.timeout.ms";
  static final String FETCH_SIZE = "fetch.size";
  static final String MAX_RECORD_BYTES = "max.record.bytes";
  static final String BATCH_MAX_RECORDS = "batch.max.records";

  /** Most JSON of rows that is held at a time, but for the last row. */
  static final long MAX_BATCH_BYTES = 8L << 20;

  private static final String CONNECTION = "Connection";
  private static final String READING = "Reading";
  private static final List<String> SSL_MODES =
      List.of("verify-full", "verify-ca", "require", "disable");

  PostgresSourceConfig(Map<String, String> properties) {
    super(definition(), properties, false);
  }

  static ConfigDef definition() {
    ConfigDef definition = new ConfigDef();
    defineServer(definition);
    defineAccess(definition);
    defineTables(definition);
    defineBounds(definition);
    EventSettings.defineEvents(definition, "that of the tables");
    EventSettings.defineOutput(definition);
    return definition;
  }

  private static void defineServer(ConfigDef definition) {
    definition
        .define(
            HOST,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            new NonEmptyString(),
            Importance.HIGH,
            "Host of the primary server; a standby does not show who writes.",
            CONNECTION,
            1,
            Width.MEDIUM,
            "Host")
        .define(
            PORT,
            ConfigDef.Type.INT,
            5432,
            between(1, 65_535),
            Importance.MEDIUM,
            "Port of the server.",
            CONNECTION,
            2,
            Width.SHORT,
            "Port")
        .define(
            NAME,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            new NonEmptyString(),
            Importance.HIGH,
            "Database.",
            CONNECTION,
            3,
            Width.MEDIUM,
            "Database")
        .define(
            SCHEMA,
            ConfigDef.Type.STRING,
            "public",
            new NonEmptyString(),
            Importance.LOW,
            "Schema that holds the tables.",
            CONNECTION,
            4,
            Width.MEDIUM,
            "Schema");
  }

  private static void defineAccess(ConfigDef definition) {
    definition
        .define(
            USER,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            new NonEmptyString(),
            Importance.HIGH,
            "Role that may read the columns listed in the documentation, and nothing else.",
            CONNECTION,
            5,
            Width.MEDIUM,
            "User")
        .define(
            PASSWORD,
            ConfigDef.Type.PASSWORD,
            null,
            Importance.HIGH,
            "Password of the role.",
            CONNECTION,
            6,
            Width.MEDIUM,
            "Password")
        .define(
            SSL_MODE,
            ConfigDef.Type.STRING,
            "verify-full",
            ValidString.in(SSL_MODES.toArray(new String[0])),
            Importance.MEDIUM,
            "How the connection is protected, one of: "
                + String.join(", ", SSL_MODES)
                + "; only the first keeps out a server that pretends to be another.",
            CONNECTION,
            7,
            Width.MEDIUM,
            "SSL mode",
            Choices.of(SSL_MODES))
        .define(
            SSL_ROOT_CERT,
            ConfigDef.Type.STRING,
            null,
            new NonEmptyString(),
            Importance.MEDIUM,
            "File with the certificate of the authority that signed the server's; not set: the"
                + " authorities that Java trusts.",
            CONNECTION,
            8,
            Width.LONG,
            "Root certificate");
  }

  private static void defineTables(ConfigDef definition) {
    definition
        .define(
            PRESET,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            ValidString.in(RegistryTables.registries().toArray(new String[0])),
            Importance.HIGH,
            "Whose tables these are, one of: "
                + String.join(", ", RegistryTables.registries())
                + ".",
            READING,
            1,
            Width.MEDIUM,
            "Registry",
            Choices.of(RegistryTables.registries()))
        .define(
            TABLES,
            ConfigDef.Type.LIST,
            List.of(),
            Importance.MEDIUM,
            "Which of the registry's tables to read; not set: all that can be polled. Tables are"
                + " divided among tasks.",
            READING,
            2,
            Width.LONG,
            "Tables")
        .define(
            START_ID,
            ConfigDef.Type.LONG,
            0L,
            between(0, Long.MAX_VALUE),
            Importance.MEDIUM,
            "Rows after this id are read where nothing was read before; 0 reads the whole table.",
            READING,
            3,
            Width.SHORT,
            "Start after id")
        .define(
            POLL_INTERVAL_MS,
            ConfigDef.Type.LONG,
            5_000L,
            between(1, 86_400_000),
            Importance.MEDIUM,
            "How often to look for new rows.",
            READING,
            4,
            Width.SHORT,
            "Poll interval (ms)");
  }

  private static void defineBounds(ConfigDef definition) {
    definition
        .define(
            STATEMENT_TIMEOUT_MS,
            ConfigDef.Type.INT,
            30_000,
            between(100, 600_000),
            Importance.LOW,
            "Longest time that the server works on a query, and that the worker waits for it.",
            READING,
            5,
            Width.SHORT,
            "Statement timeout (ms)")
        .define(
            FETCH_SIZE,
            ConfigDef.Type.INT,
            200,
            between(1, 10_000),
            Importance.LOW,
            "Rows that are taken from the server at a time.",
            READING,
            6,
            Width.SHORT,
            "Fetch size")
        .define(
            MAX_RECORD_BYTES,
            ConfigDef.Type.INT,
            1 << 20,
            between(1_024, 16 << 20),
            Importance.LOW,
            "Largest row that is read, as JSON; a larger one is rejected.",
            READING,
            7,
            Width.SHORT,
            "Record size (bytes)")
        .define(
            BATCH_MAX_RECORDS,
            ConfigDef.Type.INT,
            1_000,
            between(1, 100_000),
            Importance.LOW,
            "Most rows to read at a time.",
            READING,
            8,
            Width.SHORT,
            "Rows a batch");
  }

  String url() {
    String host = getString(HOST);
    String bracketed = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    return "jdbc:postgresql://%s:%d/".formatted(bracketed, getInt(PORT));
  }

  /** How the driver connects: what it sends is read-only and bounded in time. */
  Properties driverProperties() {
    int millis = getInt(STATEMENT_TIMEOUT_MS);
    int seconds = (int) Duration.ofMillis(millis).toSeconds() + 5; // the server's limit comes first
    Properties properties = new Properties();
    properties.setProperty("PGDBNAME", getString(NAME));
    properties.setProperty("user", getString(USER));
    Password password = getPassword(PASSWORD);
    properties.setProperty("password", password == null ? "" : password.value());
    properties.setProperty("sslmode", getString(SSL_MODE));
    String root = getString(SSL_ROOT_CERT);
    if (root != null) {
      properties.setProperty("sslrootcert", root);
    } else {
      properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    }
    properties.setProperty("ApplicationName", "pubwatch");
    properties.setProperty("readOnlyMode", "always");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("loginTimeout", "10");
    properties.setProperty("socketTimeout", String.valueOf(seconds));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty(
        "options",
        ("-c default_transaction_read_only=on -c statement_timeout=%d -c lock_timeout=%d"
                + " -c idle_in_transaction_session_timeout=%d -c TimeZone=UTC"
                + " -c search_path=pg_catalog")
            .formatted(millis, millis, millis));
    return properties;
  }

  String schema() {
    return getString(SCHEMA);
  }

  int fetchSize() {
    return getInt(FETCH_SIZE);
  }

  int maxRecordBytes() {
    return getInt(MAX_RECORD_BYTES);
  }

  /** The tables to read; only of a configuration without {@linkplain #faults faults}. */
  List<RegistryTable> tables() {
    List<RegistryTable> known = RegistryTables.polled(getString(PRESET));
    List<String> named = getList(TABLES);
    return known.stream().filter(t -> named.isEmpty() || named.contains(t.name())).toList();
  }

  String formatName(RegistryTable table) {
    return Objects.requireNonNullElse(getString(EventSettings.FORMAT), table.format());
  }

  Map<String, String> partition(RegistryTable table) {
    String database = "%s:%d/%s".formatted(getString(HOST), getInt(PORT), getString(NAME));
    return new TreeMap<>(
        Map.of(RowOffsets.DATABASE, database, RowOffsets.TABLE, schema() + "." + table.name()));
  }

  /** What is wrong with settings that are right each by itself: setting to sentence. */
  Map<String, String> faults() {
    Map<String, String> faults = new TreeMap<>();
    List<RegistryTable> known = RegistryTables.polled(getString(PRESET));
    List<String> names = known.stream().map(RegistryTable::name).toList();
    for (String named : getList(TABLES)) {
      if (!names.contains(named)) {
        faults.put(
            TABLES,
            "of preset %s must be among %s, was '%s'"
                .formatted(getString(PRESET), String.join(", ", names), named));
      }
    }
    if (new HashSet<>(getList(TABLES)).size() < getList(TABLES).size()) {
      faults.put(TABLES, "names a table twice");
    }
    String host = getString(HOST);
    if (!host.matches("[A-Za-z0-9._:\\[\\]-]{1,255}")) {
      faults.put(HOST, "must be one host name or address");
    }
    return faults;
  }
}
