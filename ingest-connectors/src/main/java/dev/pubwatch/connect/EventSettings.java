package dev.pubwatch.connect;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.Formats;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** The settings that all sources have: what the records are, and where events go. */
public final class EventSettings {
  public static final String FORMAT = "format";
  public static final String SOURCE_NAME = "source.name";
  public static final String CREDENTIAL_HASH_KEY = "credential.hash.key";
  public static final String TOPIC_PREFIX = "topic.prefix";
  public static final String EVENT_SERIALIZER = "event.serializer";
  public static final String SCHEMA_REGISTRY_URL = "schema.registry.url";

  static final String DEFAULT_SERIALIZER = "dev.pubwatch.schemas.RegistryAvroSerializer";

  private static final String EVENTS = "Events";
  private static final String OUTPUT = "Output";

  private EventSettings() {}

  /**
   * Settings of what the records are.
   *
   * @param defaultFormat words for the format that is taken when none is set; null when one must be
   */
  public static void defineEvents(ConfigDef definition, @Nullable String defaultFormat) {
    boolean hasDefault = defaultFormat != null;
    definition
        .define(
            FORMAT,
            ConfigDef.Type.STRING,
            hasDefault ? null : NO_DEFAULT_VALUE,
            Validators.format(),
            hasDefault ? Importance.LOW : Importance.HIGH,
            "Format of the records"
                + (hasDefault ? "; not set: " + defaultFormat : "")
                + ", one of: "
                + String.join(", ", Formats.names())
                + "; or mapping:FILE, a JSLT mapping that the worker can read.",
            EVENTS,
            1,
            Width.MEDIUM,
            "Format",
            Choices.of(Formats.names()))
        .define(
            SOURCE_NAME,
            ConfigDef.Type.STRING,
            null,
            new NonEmptyString(),
            Importance.MEDIUM,
            "Value of an event's source where the record does not say, such as github:acme; not"
                + " set: the format's own.",
            EVENTS,
            2,
            Width.MEDIUM,
            "Source name")
        .define(
            CREDENTIAL_HASH_KEY,
            ConfigDef.Type.PASSWORD,
            NO_DEFAULT_VALUE,
            Validators.hashKey(),
            Importance.HIGH,
            "Key of at least 16 bytes under which tokens are hashed before anything is written. Use"
                + " the same key in every source, so that a credential has one id.",
            EVENTS,
            3,
            Width.MEDIUM,
            "Credential hash key");
  }

  /** Settings of where events go. */
  public static void defineOutput(ConfigDef definition) {
    definition
        .define(
            TOPIC_PREFIX,
            ConfigDef.Type.STRING,
            "pubwatch.",
            Validators.topicPrefix(),
            Importance.LOW,
            "What the topics publish-events, token-events, ci-events and rejects begin with.",
            OUTPUT,
            1,
            Width.SHORT,
            "Topic prefix")
        .define(
            SCHEMA_REGISTRY_URL,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            new NonEmptyString(),
            Importance.HIGH,
            "Schema registry that speaks Confluent's REST API.",
            OUTPUT,
            2,
            Width.MEDIUM,
            "Schema registry")
        .define(
            EVENT_SERIALIZER,
            ConfigDef.Type.CLASS,
            DEFAULT_SERIALIZER,
            Importance.LOW,
            "Serializer of events, which also gets all settings of this connector but the hash key;"
                + " io.confluent.kafka.serializers.KafkaAvroSerializer fits too.",
            OUTPUT,
            3,
            Width.LONG,
            "Event serializer");
  }

  static CredentialHasher hasher(AbstractConfig config) {
    String key = config.getPassword(CREDENTIAL_HASH_KEY).value();
    return new CredentialHasher(key.getBytes(StandardCharsets.UTF_8));
  }

  /** What a serializer may know: every setting of the configuration that is no password. */
  static Map<String, Object> serializerSettings(AbstractConfig config) {
    Map<String, Object> settings = new HashMap<>(config.originals());
    config
        .values()
        .forEach(
            (name, value) -> {
              if (value instanceof Password) {
                settings.remove(name);
              }
            });
    return settings;
  }
}
