package dev.pubwatch.connect.jdbc;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import dev.pubwatch.connect.Choices;
import dev.pubwatch.connect.EventSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Width;

/** What an operator sets for {@link ChangesToEvents}. */
final class ChangesConfig extends AbstractConfig {
  static final String PRESET = PostgresSourceConfig.PRESET;
  static final String MAX_RECORD_BYTES = PostgresSourceConfig.MAX_RECORD_BYTES;

  ChangesConfig(Map<String, ?> properties) {
    super(definition(), properties, false);
  }

  static ConfigDef definition() {
    ConfigDef definition =
        new ConfigDef()
            .define(
                PRESET,
                ConfigDef.Type.STRING,
                NO_DEFAULT_VALUE,
                ValidString.in(RegistryTables.registries().toArray(new String[0])),
                Importance.HIGH,
                "Whose tables these are, one of: "
                    + String.join(", ", RegistryTables.registries())
                    + ".",
                "Changes",
                1,
                Width.MEDIUM,
                "Registry",
                Choices.of(RegistryTables.registries()))
            .define(
                MAX_RECORD_BYTES,
                ConfigDef.Type.INT,
                1 << 20,
                between(1_024, 16 << 20),
                Importance.LOW,
                "Largest row that is read, as JSON; a larger one is rejected.",
                "Changes",
                2,
                Width.SHORT,
                "Record size (bytes)");
    EventSettings.defineEvents(definition, "that of the table");
    EventSettings.defineOutput(definition);
    return definition;
  }

  List<RegistryTable> tables() {
    return RegistryTables.of(getString(PRESET));
  }

  String formatName(RegistryTable table) {
    return Objects.requireNonNullElse(getString(EventSettings.FORMAT), table.format());
  }
}
