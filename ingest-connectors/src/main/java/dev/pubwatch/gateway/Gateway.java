package dev.pubwatch.gateway;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gateway that listens. */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final Duration KAFKA_PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_THREADS = 16;
  private static final int LARGEST_HEADERS = 16 * 1024;
  private static final long SWEEP_MILLIS = 500;
  private static final long LOOK_MILLIS = 1_000;
  private static final long SHUTDOWN_IDLE_MILLIS = 100;
  private static final long STOP_MILLIS = 10_000; // what is in flight gets its answer

  private final GatewayConfig config;
  private final Store store;
  private final Server server;
  private final ServerConnector connector;
  private final ScheduledExecutorService sweeper;
  private final ScheduledExecutorService lookout;

  private Gateway(GatewayConfig config, Store store) {
    this.config = config;
    this.store = store;
    Desk desk = new Desk(config, store, Clock.systemUTC());
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
    threads.setName("gateway");
    threads.setDaemon(true);
    this.server = new Server(threads);
    this.connector = connector(desk);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(config.limits().connections(), connector));
    server.setHandler(new Front(desk, new Routes(config.endpoints())));
    server.setErrorHandler(Gateway::badRequest);
    server.setStopTimeout(STOP_MILLIS);
    this.sweeper = timer("gateway-pace");
    this.lookout = timer("gateway-kafka");
    schedule(sweeper, () -> desk.pace().sweep(System.nanoTime()), SWEEP_MILLIS);
    schedule(lookout, store::look, LOOK_MILLIS);
  }

  private static void schedule(ScheduledExecutorService timer, Runnable work, long millis) {
    var unused = timer.scheduleWithFixedDelay(work, millis, millis, TimeUnit.MILLISECONDS);
  }

  private static ScheduledExecutorService timer(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * Starts a gateway; it listens when this returns, whether Kafka is there or not: until it is,
   * deliveries are answered 503.
   *
   * @throws IllegalStateException when it cannot listen
   */
  public static Gateway start(GatewayConfig config) throws InterruptedException {
    KafkaStore store = new KafkaStore(config.kafka());
    try {
      if (!store.await(KAFKA_PATIENCE)) {
        LOG.warn("Kafka, or a topic, is not there yet; deliveries are refused until it is");
      }
    } catch (InterruptedException e) {
      store.close();
      throw e;
    }
    return start(config, store);
  }

  /** A gateway over a store of any kind, which it closes. */
  static Gateway start(GatewayConfig config, Store store) {
    Gateway gateway = new Gateway(config, store);
    try {
      gateway.server.start();
      return gateway;
    } catch (Exception e) {
      gateway.close();
      throw new IllegalStateException(
          "cannot listen on %s:%d: %s".formatted(config.host(), config.port(), e.getMessage()), e);
    }
  }

  private ServerConnector connector(Desk desk) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(LARGEST_HEADERS);
    http.setRelativeRedirectAllowed(false);
    ConnectionFactory[] factories = factories(http, config.tls());
    ServerConnector made = new ServerConnector(server, factories);
    made.setHost(config.host());
    made.setPort(config.port());
    made.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
    made.setIdleTimeout(config.limits().idleTime().toMillis());
    made.addBean(desk.pace());
    return made;
  }

  private static ConnectionFactory[] factories(HttpConfiguration http, @Nullable Tls tls) {
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    if (tls == null) {
      return new ConnectionFactory[] {plain};
    }
    SecureRequestCustomizer secure = new SecureRequestCustomizer();
    secure.setSniHostCheck(false); // senders know the gateway by any name
    http.addCustomizer(secure);
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStore(tls.store());
    context.setKeyStorePassword(tls.password());
    context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    return new ConnectionFactory[] {new SslConnectionFactory(context, plain.getProtocol()), plain};
  }

  /** What is no HTTP is told so in a word, without what came. */
  private static boolean badRequest(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    Content.Sink.write(
        response, true, "{\"status\":\"error\",\"error\":\"no request that is served\"}", callback);
    return true;
  }

  /** Where it listens, with the port it was given. */
  public String url() {
    String scheme = config.tls() == null ? "http" : "https";
    return "%s://%s:%d".formatted(scheme, config.host(), connector.getLocalPort());
  }

  /** Answers what it has taken, then stops. */
  @Override
  public void close() {
    sweeper.shutdownNow();
    lookout.shutdownNow();
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("did not stop cleanly", e);
    }
    store.close();
  }
}
