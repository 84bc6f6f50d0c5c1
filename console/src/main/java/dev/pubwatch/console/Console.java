package dev.pubwatch.console;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Shows the newest alerts of the contract's topic in a browser on this machine. Reads only; needs
 * no consumer group and leaves no trace in Kafka.
 */
public final class Console implements AutoCloseable {
  /** How many alerts are held and listed. */
  static final int MAX_ALERTS = 500;

  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final int THREADS = 4;
  private static final int BACKLOG = 64;

  private final HttpServer server;
  private final ExecutorService threads;
  private final @Nullable AlertFeed feed;

  /** A console over alerts that the caller feeds. */
  Console(int port, NewestAlerts alerts, FeedStatus status) throws IOException {
    this(port, alerts, status, null);
  }

  private Console(int port, NewestAlerts alerts, FeedStatus status, @Nullable AlertFeed feed)
      throws IOException {
    this.feed = feed;
    this.server = listen(port);
    this.threads = Executors.newFixedThreadPool(THREADS, Console::daemon);
    server.createContext("/", new HttpFront(new Pages(alerts, status)));
    server.setExecutor(threads);
    server.start();
  }

  /**
   * Starts the console and begins to read. Kafka and the registry may come up later.
   *
   * @param port on the loopback interface; 0 for any that is free
   * @param kafkaConfig {@code bootstrap.servers} and {@code schema.registry.url}, and whatever else
   *     a Kafka consumer and {@link dev.pubwatch.schemas.AvroConfig} know
   * @throws IOException if {@code port} cannot be listened on
   * @throws org.apache.kafka.common.KafkaException if {@code kafkaConfig} is faulty
   */
  public static Console start(int port, Map<String, Object> kafkaConfig) throws IOException {
    NewestAlerts alerts = new NewestAlerts(MAX_ALERTS);
    FeedStatus status = new FeedStatus();
    AlertFeed feed = AlertFeed.of(kafkaConfig, alerts, status);
    try {
      Console console = new Console(port, alerts, status, feed);
      feed.start();
      return console;
    } catch (IOException e) {
      feed.close();
      throw e;
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Stops listening and reading. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    if (feed != null) {
      feed.close();
    }
  }

  private static HttpServer listen(int port) throws IOException {
    try {
      return HttpServer.create(new InetSocketAddress(HERE, port), BACKLOG);
    } catch (BindException e) {
      throw new IOException(
          "console: port %d on %s must be free, but: %s"
              .formatted(port, HERE.getHostAddress(), e.getMessage()),
          e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "pubwatch-console-http");
    thread.setDaemon(true);
    return thread;
  }
}
