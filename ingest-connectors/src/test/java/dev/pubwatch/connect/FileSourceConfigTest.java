package dev.pubwatch.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.formats.Formats;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileSourceConfigTest {

  @Test
  void defaults() {
    Map<String, String> required = TaskHarness.settings("/var/log/app.log");
    required.remove(FileSourceConfig.POLL_INTERVAL_MS);
    FileSourceConfig config = new FileSourceConfig(required);
    assertEquals(200, config.getLong(FileSourceConfig.POLL_INTERVAL_MS));
    assertEquals(2_000, config.getInt(FileSourceConfig.BATCH_MAX_RECORDS));
    assertEquals(1_048_576, config.getInt(FileSourceConfig.MAX_RECORD_BYTES));
    assertEquals("pubwatch.", config.getString(FileSourceConfig.TOPIC_PREFIX));
    assertNull(config.sourceName());
    assertFalse(config.startsAtEnd());
    assertEquals("dev.pubwatch.schemas.RegistryAvroSerializer", EventSettings.DEFAULT_SERIALIZER);
  }

  @Test
  void fullMapping() {
    Map<String, String> settings = new HashMap<>();
    settings.put("paths", "/var/log/a.log,/data/*.gz");
    settings.put("format", "github-audit");
    settings.put("source.name", "github:acme");
    settings.put("credential.hash.key", "0123456789abcdef");
    settings.put("start.at", "end");
    settings.put("poll.interval.ms", "50");
    settings.put("batch.max.records", "7");
    settings.put("max.record.bytes", "4096");
    settings.put("topic.prefix", "acme.");
    settings.put("schema.registry.url", "http://registry:8081");
    settings.put("event.serializer", CanonicalSerializer.class.getName());
    settings.put("basic.auth.user.info", "user:password");
    FileSourceConfig config = new FileSourceConfig(settings);
    assertEquals(List.of("/var/log/a.log", "/data/*.gz"), config.paths());
    assertEquals("github-audit", config.format().name());
    assertEquals("github:acme", config.sourceName());
    assertTrue(config.startsAtEnd());
    assertEquals(50, config.getLong(FileSourceConfig.POLL_INTERVAL_MS));
    assertEquals(7, config.getInt(FileSourceConfig.BATCH_MAX_RECORDS));
    assertEquals(4096, config.getInt(FileSourceConfig.MAX_RECORD_BYTES));
    assertEquals("acme.", config.getString(FileSourceConfig.TOPIC_PREFIX));
    assertEquals(CanonicalSerializer.class, config.getClass(FileSourceConfig.EVENT_SERIALIZER));
    assertEquals(
        "user:password", EventSettings.serializerSettings(config).get("basic.auth.user.info"));
    assertFalse(EventSettings.serializerSettings(config).containsKey("credential.hash.key"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "paths | '' | name at least one file",
        "paths | /a/{b | brace without its end",
        "paths | /a/[b | Missing",
        "format | cloudtrial | cloudtrail",
        "credential.hash.key | short | at least 16 bytes",
        "start.at | middle | must be one of",
        "poll.interval.ms | 0 | at least 1",
        "batch.max.records | 0 | at least 1",
        "max.record.bytes | 10 | at least 1024",
        "topic.prefix | a/b | letters, digits",
        "source.name | '' | non-empty",
        "event.serializer | no.such.Class | could not be found"
      })
  void validation(String key, String value, String message) {
    Map<String, String> settings = TaskHarness.settings("/var/log");
    settings.put(key, value);
    List<ConfigValue> faulty =
        FileSourceConfig.definition().validate(settings).stream()
            .filter(checked -> !checked.errorMessages().isEmpty())
            .toList();
    assertEquals(List.of(key), faulty.stream().map(ConfigValue::name).toList());
    String told = String.join(" ", faulty.get(0).errorMessages());
    assertTrue(told.contains(message), told);
    assertFalse(key.equals("credential.hash.key") && told.contains(value), told);
  }

  @Test
  void everySettingIsDocumentedAndGrouped() {
    for (ConfigDef.ConfigKey key : FileSourceConfig.definition().configKeys().values()) {
      if (!key.internalConfig) {
        assertFalse(key.documentation.isBlank(), key.name);
        assertTrue(key.group != null && key.orderInGroup > 0, key.name);
      }
    }
  }

  @Test
  void recommendsTheFormats() {
    ConfigDef.ConfigKey format = FileSourceConfig.definition().configKeys().get("format");
    assertTrue(format != null && format.recommender != null);
    assertEquals(
        List.<Object>copyOf(Formats.names()), format.recommender.validValues("format", Map.of()));
  }
}
