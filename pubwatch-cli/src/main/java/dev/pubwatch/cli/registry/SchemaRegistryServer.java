package dev.pubwatch.cli.registry;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A schema registry on the loopback address. Its state is in the broker's {@code _schemas} topic:
 * start it over the same broker again and every id, version and level is as it was.
 */
public final class SchemaRegistryServer implements AutoCloseable {
  static {
    // Headers and body are written apart: with Nagle's algorithm each answer waits 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final int THREADS = 8;
  private static final int WAITING = 256;
  private static final long REQUEST_LIMIT_MS = 30_000;

  private final HttpServer http;
  private final SchemaLog log;
  private final ExecutorService workers;
  private final ScheduledExecutorService watchdog;

  private SchemaRegistryServer(HttpServer http, SchemaLog log, RegistryState state, long limitMs) {
    this.http = http;
    this.log = log;
    ThreadFactory threads =
        task -> {
          Thread thread = new Thread(task, "schema-registry");
          thread.setDaemon(true);
          return thread;
        };
    this.workers =
        new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), threads);
    this.watchdog = Executors.newSingleThreadScheduledExecutor(threads);
    http.setExecutor(workers);
    http.createContext(
        "/", new HttpFront(Routes.router(new Registry(state, log)), watchdog, limitMs));
    http.start();
  }

  /**
   * Starts a registry, ready when this returns.
   *
   * @param bootstrapServers the broker that keeps its state
   * @param port 0 for any free one
   * @throws BindException if the port is taken
   * @throws IOException if the broker cannot be used
   */
  public static SchemaRegistryServer start(String bootstrapServers, int port) throws IOException {
    return start(bootstrapServers, port, REQUEST_LIMIT_MS);
  }

  static SchemaRegistryServer start(String bootstrapServers, int port, long limitMs)
      throws IOException {
    HttpServer http = bind(port);
    try {
      RegistryState state = new RegistryState();
      SchemaLog log = KafkaSchemaLog.open(bootstrapServers, state::apply);
      return new SchemaRegistryServer(http, log, state, limitMs);
    } catch (IOException | RuntimeException e) {
      http.stop(0);
      throw e;
    }
  }

  /** The base URL, such as {@code http://127.0.0.1:8081}. */
  public String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** Stops answering, then leaves the broker. */
  @Override
  public void close() {
    http.stop(0);
    workers.shutdown();
    watchdog.shutdownNow();
    try {
      if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    log.close();
  }

  private static HttpServer bind(int port) throws IOException {
    // Bounds the time to a request's last header; HttpFront bounds the rest. Read once a JVM.
    if (System.getProperty("sun.net.httpserver.maxReqTime") == null) {
      System.setProperty("sun.net.httpserver.maxReqTime", "30");
    }
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try {
      return HttpServer.create(new InetSocketAddress(loopback, port), 64);
    } catch (BindException e) {
      BindException clear =
          new BindException("schema registry: port " + port + " of 127.0.0.1 is already taken");
      clear.initCause(e);
      throw clear;
    }
  }
}
