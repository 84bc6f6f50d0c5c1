package dev.pubwatch.notify;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Verdict;
import dev.pubwatch.notify.route.LiveRouting;
import dev.pubwatch.notify.route.RoutesFile;
import dev.pubwatch.notify.route.Routing;
import dev.pubwatch.notify.webhook.WebhookChannel;
import dev.pubwatch.schemas.AvroConfig;
import dev.pubwatch.schemas.AvroSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;

/** The running notifiers: the Streams application and a worker for each channel. */
public final class Notifiers implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofSeconds(60);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
  private static final long LOOK_MILLIS = 1_000;

  private final KafkaStreams streams;
  private final List<DeliveryWorker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch upOrDead = new CountDownLatch(1);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "notifier-routes");
            thread.setDaemon(true);
            return thread;
          });
  private final NotifierMetrics metrics;

  private Notifiers(KafkaStreams streams, NotifierMetrics metrics) {
    this.streams = streams;
    this.metrics = metrics;
  }

  /**
   * Starts everything and returns when alerts are being read.
   *
   * @param channels where notices go, beside the configured webhook; closed at the end
   * @param onFailure told once when a part has died after the start
   * @throws IllegalArgumentException if the webhook's address or secret cannot be used, or a route
   *     names a channel that there is not
   * @throws IllegalStateException if the application does not come up within a minute
   */
  public static Notifiers start(
      NotifierConfig config, List<IncidentChannel> channels, Consumer<Throwable> onFailure)
      throws InterruptedException {
    List<IncidentChannel> all = new ArrayList<>(channels);
    if (config.webhook() != null && config.webhookSecret() != null) {
      all.add(WebhookChannel.to(config.webhook(), config.webhookSecret()));
    }
    LiveRouting routing = new LiveRouting(routing(config.routing(), all));
    NotifierTopics.create(config.bootstrapServers());
    Notifiers notifiers =
        new Notifiers(
            new KafkaStreams(
                NotifierTopology.define(
                    AvroSerdes.serde(Alert.class, registry(config)),
                    AvroSerdes.serde(Verdict.class, registry(config)),
                    routing),
                StreamsSettings.of(config)),
            new NotifierMetrics(routing));
    try {
      notifiers.run(config, all, onFailure);
      notifiers.read(config.source(), routing, all);
    } catch (RuntimeException | InterruptedException e) {
      notifiers.close();
      throw e;
    }
    return notifiers;
  }

  private void read(
      RoutesFile.@Nullable Source source, LiveRouting live, List<IncidentChannel> channels) {
    if (source != null) {
      RoutesFile file = new RoutesFile(source, live, routing -> routing(routing, channels));
      var unused =
          looks.scheduleWithFixedDelay(file::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private static Routing routing(Routing set, List<IncidentChannel> channels) {
    List<String> names = channels.stream().map(IncidentChannel::name).toList();
    Routing routing = set.orEverything(names);
    Set<String> unknown = new TreeSet<>(routing.channels());
    names.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "notifiers.routes name channels that are not set up: %s; there are %s"
              .formatted(unknown, names));
    }
    return routing;
  }

  private void run(
      NotifierConfig config, List<IncidentChannel> channels, Consumer<Throwable> onFailure)
      throws InterruptedException {
    streams.setStateListener(
        (now, before) -> {
          if (now == KafkaStreams.State.RUNNING || now == KafkaStreams.State.ERROR) {
            upOrDead.countDown();
          }
        });
    streams.setUncaughtExceptionHandler(
        e -> {
          fail(e, onFailure);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    streams.start();
    channels.forEach(channel -> startWorker(config, channel, onFailure));
    boolean inTime = upOrDead.await(START_WITHIN.toSeconds(), TimeUnit.SECONDS);
    Throwable why = failure.get();
    if (why != null) {
      throw new IllegalStateException("the notifiers did not come up: " + why.getMessage(), why);
    }
    if (!inTime) {
      throw new IllegalStateException(
          "the notifiers did not come up within %d seconds".formatted(START_WITHIN.toSeconds()));
    }
  }

  /** The first failure is told; those that follow from it are not. */
  private void fail(Throwable e, Consumer<Throwable> onFailure) {
    if (failure.compareAndSet(null, e)) {
      if (upOrDead.getCount() == 0) {
        onFailure.accept(e);
      }
      upOrDead.countDown();
    }
  }

  private void startWorker(
      NotifierConfig config, IncidentChannel channel, Consumer<Throwable> onFailure) {
    DeliveryWorker worker =
        new DeliveryWorker(
            channel,
            new KafkaConsumer<>(
                consumer(config, channel),
                new StringDeserializer(),
                OutgoingJson.serde().deserializer()),
            new KafkaProducer<>(
                KafkaReferences.producer(config.bootstrapServers()),
                new StringSerializer(),
                OutgoingJson.serde().serializer()),
            new KafkaReferences(config.bootstrapServers(), channel.name()),
            config.rate(channel.name()),
            e -> fail(e, onFailure),
            System::nanoTime);
    Thread thread = new Thread(worker, "notifier-" + channel.name());
    thread.setDaemon(true);
    thread.start();
    workers.add(worker);
    metrics.add(worker);
    threads.add(thread);
  }

  /** Whether alerts are being read and delivered. */
  public boolean isRunning() {
    return streams.state().isRunningOrRebalancing() && threads.stream().allMatch(Thread::isAlive);
  }

  /** What each channel did since the start. */
  public List<ChannelStatus> channels() {
    return workers.stream().map(DeliveryWorker::status).toList();
  }

  @Override
  public void close() {
    workers.forEach(DeliveryWorker::stop);
    for (Thread thread : threads) {
      try {
        thread.join(STOP_WITHIN.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    looks.shutdownNow();
    streams.close(STOP_WITHIN);
    metrics.close();
  }

  private static Map<String, Object> registry(NotifierConfig config) {
    return Map.of(AvroConfig.REGISTRY_URL, config.registryUrl());
  }

  private static Map<String, Object> consumer(NotifierConfig config, IncidentChannel channel) {
    Map<String, Object> p = new HashMap<>();
    p.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    p.put(ConsumerConfig.GROUP_ID_CONFIG, Names.group(channel.name()));
    p.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    p.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    p.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    p.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50);
    p.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, StreamsSettings.SESSION_MS);
    p.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, StreamsSettings.HEARTBEAT_MS);
    return p;
  }
}
