package dev.pubwatch.schemas;

/**
 * Configuration keys. All but the two class names are Confluent's own, with Confluent's meaning, so
 * that one configuration serves their classes and ours.
 */
public final class AvroConfig {
  /** One or more base URLs, separated by commas; tried in turn. Required. */
  public static final String REGISTRY_URL = "schema.registry.url";

  /** Whether writing registers a schema the subject does not have yet. Default true. */
  public static final String AUTO_REGISTER = "auto.register.schemas";

  /** Our reader always gives generated classes: true or absent; false is refused. */
  public static final String SPECIFIC_READER = "specific.avro.reader";

  /** Class to read values as; absent: the contract's record of the writer's name. */
  public static final String VALUE_TYPE = "specific.avro.value.type";

  /** Class to read keys as; absent: the contract's record of the writer's name. */
  public static final String KEY_TYPE = "specific.avro.key.type";

  /** {@code USER_INFO}: from {@link #USER_INFO}; {@code URL}, the default: from the URL. */
  public static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";

  /** {@code user:password}. */
  public static final String USER_INFO = "basic.auth.user.info";

  /** Repeats of a request that met no connection, 429 or 5xx. Default 6. */
  public static final String MAX_RETRIES = "max.retries";

  /** Wait before the first repeat, doubled each time. Default 200 ms. */
  public static final String RETRY_WAIT_MS = "retries.wait.ms";

  /** Longest wait before a repeat. Default 5,000 ms. */
  public static final String RETRY_MAX_WAIT_MS = "retries.max.wait.ms";

  /** Time for one request, from connecting to the last byte. Default 10,000 ms. */
  public static final String READ_TIMEOUT_MS = "http.read.timeout.ms";

  /** Serialiser class that {@link AvroSerdes} makes; default {@link RegistryAvroSerializer}. */
  public static final String SERIALIZER_CLASS = "avro.serializer.class";

  /** Deserialiser class that {@link AvroSerdes} makes; default {@link RegistryAvroDeserializer}. */
  public static final String DESERIALIZER_CLASS = "avro.deserializer.class";

  private AvroConfig() {}
}
