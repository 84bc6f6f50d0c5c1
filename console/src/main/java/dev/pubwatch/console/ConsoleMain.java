package dev.pubwatch.console;

import dev.pubwatch.schemas.AvroConfig;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The console as a process of its own, set by environment variables: {@code
 * PUBWATCH_BOOTSTRAP_SERVERS}, {@code PUBWATCH_SCHEMA_REGISTRY_URL} and {@code
 * PUBWATCH_CONSOLE_PORT}, 8088 unless set.
 */
public final class ConsoleMain {
  private static final int DEFAULT_PORT = 8088;

  private ConsoleMain() {}

  public static void main(String[] args) throws InterruptedException {
    try {
      Console console = start(System.getenv());
      System.out.println("console: http://localhost:" + console.port() + "/");
      Runtime.getRuntime().addShutdownHook(new Thread(console::close));
    } catch (IllegalArgumentException | IOException | KafkaException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
    new CountDownLatch(1).await();
  }

  static Console start(Map<String, String> environment) throws IOException {
    return Console.start(
        port(environment.get("PUBWATCH_CONSOLE_PORT")),
        Map.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            required(environment, "PUBWATCH_BOOTSTRAP_SERVERS"),
            AvroConfig.REGISTRY_URL,
            required(environment, "PUBWATCH_SCHEMA_REGISTRY_URL")));
  }

  private static int port(@Nullable String port) {
    if (port == null || port.isBlank()) {
      return DEFAULT_PORT;
    }
    if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
      throw new IllegalArgumentException("PUBWATCH_CONSOLE_PORT must be 0 to 65535, was " + port);
    }
    return Integer.parseInt(port);
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " must be set");
    }
    return value;
  }
}
