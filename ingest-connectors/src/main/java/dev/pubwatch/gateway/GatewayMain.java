package dev.pubwatch.gateway;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The gateway as a service of its own.
 *
 * <p>Set by a properties file as the only argument; the environment goes before it. README.md of
 * this module lists what can be set.
 *
 * <p>Exit codes: 0 stopped by a signal, 1 failed, 2 wrong settings.
 */
public final class GatewayMain {
  private GatewayMain() {}

  public static void main(String[] args) throws InterruptedException {
    GatewayConfig config = config(args);
    if (config == null) {
      System.exit(2);
      return;
    }
    try {
      Gateway gateway = Gateway.start(config);
      Runtime.getRuntime().addShutdownHook(new Thread(gateway::close));
      System.err.println("gateway: listens on " + gateway.url());
      new CountDownLatch(1).await();
    } catch (IllegalStateException | IllegalArgumentException e) {
      System.err.println("gateway: " + e.getMessage());
      System.exit(1);
    }
  }

  private static @Nullable GatewayConfig config(String[] args) {
    if (args.length > 1) {
      System.err.println("usage: GatewayMain [FILE.properties]");
      return null;
    }
    try {
      return GatewaySettings.read(System.getenv(), args.length == 0 ? null : Path.of(args[0]));
    } catch (IllegalArgumentException e) {
      System.err.println("gateway: " + e.getMessage());
      return null;
    }
  }
}
