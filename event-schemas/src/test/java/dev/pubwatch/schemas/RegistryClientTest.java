package dev.pubwatch.schemas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryClientTest {
  private static final Schema STRING = Schema.create(Schema.Type.STRING);

  private FakeRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new FakeRegistry();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void anOverloadedRegistryIsAskedAgain() {
    registry.failuresLeft = 3;
    assertEquals(1, RegistryClient.of(registry.config()).register("s", STRING));
    assertEquals(4, registry.requests.size());
  }

  @Test
  void givesUpAfterTheLastRepeat() {
    registry.failuresLeft = 100;
    var client = RegistryClient.of(registry.config(AvroConfig.MAX_RETRIES, 2));
    var failed = assertThrows(TimeoutException.class, () -> client.register("s", STRING));
    assertTrue(String.valueOf(failed.getMessage()).contains("after 3 attempts: HTTP status 503"));
    assertEquals(3, registry.requests.size());
  }

  @Test
  void anotherUrlStandsInForOneThatIsDown() throws IOException {
    String down;
    try (FakeRegistry closed = new FakeRegistry()) {
      down = closed.url();
    }
    var client =
        RegistryClient.of(registry.config(AvroConfig.REGISTRY_URL, down + "," + registry.url()));
    assertEquals(1, client.register("s", STRING));
  }

  @Test
  void noRegistryAtAllIsOneClearSentenceWithoutThePassword() throws IOException {
    String down;
    try (FakeRegistry closed = new FakeRegistry()) {
      down = closed.url();
    }
    Map<String, Object> config =
        registry.config(
            AvroConfig.REGISTRY_URL,
            down.replace("http://", "http://me:secret@"),
            AvroConfig.MAX_RETRIES,
            1);
    var failed =
        assertThrows(TimeoutException.class, () -> RegistryClient.of(config).register("s", STRING));
    assertTrue(
        String.valueOf(failed.getMessage())
            .startsWith("schema registry " + down + " did not answer"));
    assertFalse(String.valueOf(failed.getMessage()).contains("secret"));
  }

  @Test
  void aRefusalIsNotRepeated() {
    var client = RegistryClient.of(registry.config());
    var refused = assertThrows(RegistryException.class, () -> client.schemaById(7));
    assertEquals(404, refused.status());
    assertEquals(40403, refused.code());
    assertEquals(1, registry.requests.size());
  }

  @Test
  void schemasAreFetchedOnce() {
    registry.add("s", STRING);
    var client = RegistryClient.of(registry.config());
    assertEquals(STRING, client.schemaById(1));
    assertEquals(STRING, client.schemaById(1));
    assertEquals(List.of("GET /schemas/ids/1"), registry.requests);
  }

  @Test
  void credentialsComeFromTheirOwnKeyOrTheUrl() {
    RegistryClient.of(
            registry.config(
                AvroConfig.CREDENTIALS_SOURCE, "USER_INFO", AvroConfig.USER_INFO, "me:secret"))
        .register("s", STRING);
    assertEquals("Basic bWU6c2VjcmV0", registry.lastAuthorization);

    String url = registry.url().replace("http://", "http://you:secret@");
    RegistryClient.of(registry.config(AvroConfig.REGISTRY_URL, url)).register("s", STRING);
    assertEquals("Basic eW91OnNlY3JldA==", registry.lastAuthorization);

    RegistryClient.of(registry.config(AvroConfig.USER_INFO, "me:secret")).register("s", STRING);
    assertNull(registry.lastAuthorization);
  }

  @Test
  void defaults() {
    RegistryConfig config = RegistryConfig.of(Map.of(AvroConfig.REGISTRY_URL, "http://r:8081/"));
    assertEquals("http://r:8081", config.toString());
    assertTrue(config.autoRegister());
    assertEquals(6, config.maxRetries());
    assertEquals(200, config.retryWaitMs());
    assertEquals(5_000, config.retryMaxWaitMs());
    assertEquals(10_000, config.readTimeoutMs());
    assertNull(config.authorization());
  }

  @Test
  void fullMapping() {
    Map<String, Object> given = new HashMap<>();
    given.put(AvroConfig.REGISTRY_URL, List.of("http://a", "https://b:1/base"));
    given.put(AvroConfig.AUTO_REGISTER, "false");
    given.put(AvroConfig.MAX_RETRIES, "1");
    given.put(AvroConfig.RETRY_WAIT_MS, 2L);
    given.put(AvroConfig.RETRY_MAX_WAIT_MS, 3);
    given.put(AvroConfig.READ_TIMEOUT_MS, "4");
    RegistryConfig config = RegistryConfig.of(given);
    assertEquals("http://a,https://b:1/base", config.toString());
    assertFalse(config.autoRegister());
    assertEquals(1, config.maxRetries());
    assertEquals(2, config.retryWaitMs());
    assertEquals(3, config.retryMaxWaitMs());
    assertEquals(4, config.readTimeoutMs());
  }

  @ParameterizedTest
  @CsvSource({
    "schema.registry.url, ftp://x",
    "schema.registry.url, ' , '",
    "schema.registry.url, 'http://a b'",
    "auto.register.schemas, maybe",
    "max.retries, -1",
    "max.retries, many",
    "http.read.timeout.ms, 0",
    "basic.auth.credentials.source, SASL_INHERIT",
    "basic.auth.credentials.source, USER_INFO",
  })
  void faultsAreNamed(String key, String value) {
    Map<String, String> config = new HashMap<>();
    config.put(AvroConfig.REGISTRY_URL, "http://r");
    config.put(key, value);
    var fault = assertThrows(ConfigException.class, () -> RegistryConfig.of(config));
    assertTrue(
        String.valueOf(fault.getMessage()).contains(key.substring(0, key.indexOf('.'))),
        fault.getMessage());
  }
}
