package dev.pubwatch.notify;

import dev.pubwatch.notify.terminal.RenderOptions;
import dev.pubwatch.notify.terminal.TerminalChannel;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The notifiers as a service of their own, set by environment variables: {@code
 * PUBWATCH_BOOTSTRAP_SERVERS}, {@code PUBWATCH_SCHEMA_REGISTRY_URL}, {@code PUBWATCH_STATE_DIR},
 * {@code PUBWATCH_WEBHOOK_URL} and {@code PUBWATCH_WEBHOOK_SECRET}. Alerts are printed on stdout.
 */
public final class NotifierMain {
  private static final int LOG_WIDTH = 120;

  private NotifierMain() {}

  public static void main(String[] args) throws InterruptedException {
    NotifierConfig config;
    try {
      config = config(System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println("notifiers: " + e.getMessage());
      System.exit(2);
      return;
    }
    CountDownLatch failed = new CountDownLatch(1);
    TerminalChannel terminal =
        new TerminalChannel(System.out, () -> new RenderOptions(LOG_WIDTH, false));
    Notifiers notifiers =
        Notifiers.start(
            config,
            List.of(terminal),
            failure -> {
              System.err.println("notifiers: " + failure);
              failed.countDown();
            });
    Runtime.getRuntime().addShutdownHook(new Thread(notifiers::close));
    failed.await();
    System.exit(1);
  }

  static NotifierConfig config(Map<String, String> environment) {
    String webhook = environment.get("PUBWATCH_WEBHOOK_URL");
    return new NotifierConfig(
        required(environment, "PUBWATCH_BOOTSTRAP_SERVERS"),
        required(environment, "PUBWATCH_SCHEMA_REGISTRY_URL"),
        Path.of(environment.getOrDefault("PUBWATCH_STATE_DIR", "state")),
        webhook == null ? null : URI.create(webhook),
        environment.get("PUBWATCH_WEBHOOK_SECRET"));
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " must be set");
    }
    return value;
  }
}
