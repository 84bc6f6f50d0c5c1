package dev.pubwatch.notify;

import dev.pubwatch.events.Alert;
import dev.pubwatch.notify.webhook.WebhookChannel;
import dev.pubwatch.schemas.AvroConfig;
import dev.pubwatch.schemas.AvroSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** The running notifiers: the Streams application and a worker for each channel. */
public final class Notifiers implements AutoCloseable {
  /** After a kill the group waits this long for the member that is gone; Kafka's own is 45 s. */
  private static final int SESSION_MS = 6_000;

  private static final int HEARTBEAT_MS = 1_500;
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final KafkaStreams streams;
  private final List<DeliveryWorker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private Notifiers(KafkaStreams streams) {
    this.streams = streams;
  }

  /**
   * Starts everything and returns when alerts are being read.
   *
   * @param channels where alerts go, beside the configured webhook
   * @param onFailure told once when a part has died and nothing more will be delivered
   * @throws IllegalStateException if the application does not come up within a minute
   */
  public static Notifiers start(
      NotifierConfig config, List<Channel> channels, Consumer<Throwable> onFailure)
      throws InterruptedException {
    createTopics(config);
    KafkaStreams streams =
        new KafkaStreams(
            NotifierTopology.define(AvroSerdes.serde(Alert.class, registry(config))),
            settings(config));
    CountDownLatch running = new CountDownLatch(1);
    streams.setStateListener(
        (now, before) -> {
          if (now == KafkaStreams.State.RUNNING) {
            running.countDown();
          }
        });
    streams.setUncaughtExceptionHandler(
        failure -> {
          onFailure.accept(failure);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    Notifiers notifiers = new Notifiers(streams);
    streams.start();
    notifiers.startWorkers(config, channels, onFailure);
    if (!running.await(60, TimeUnit.SECONDS)) {
      notifiers.close();
      throw new IllegalStateException("the notifiers did not come up within 60 seconds");
    }
    return notifiers;
  }

  private void startWorkers(
      NotifierConfig config, List<Channel> channels, Consumer<Throwable> onFailure) {
    List<Channel> all = new ArrayList<>(channels);
    if (config.webhook() != null && config.webhookSecret() != null) {
      all.add(WebhookChannel.to(config.webhook(), config.webhookSecret()));
    }
    for (Channel channel : all) {
      DeliveryWorker worker =
          new DeliveryWorker(
              channel,
              Backoff.DEFAULT,
              new KafkaConsumer<>(
                  consumer(config, channel),
                  new StringDeserializer(),
                  AvroSerdes.deserializer(Alert.class, registry(config))),
              new KafkaProducer<>(
                  Map.of("bootstrap.servers", config.bootstrapServers(), "acks", "all"),
                  new StringSerializer(),
                  AvroSerdes.serializer(registry(config))),
              onFailure);
      Thread thread = new Thread(worker, "notifier-" + channel.name());
      thread.setDaemon(true);
      thread.start();
      workers.add(worker);
      threads.add(thread);
    }
  }

  /** Whether alerts are being read and delivered. */
  public boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING
        && threads.stream().allMatch(Thread::isAlive);
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
    streams.close(STOP_WITHIN);
  }

  private static void createTopics(NotifierConfig config) throws InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", config.bootstrapServers()))) {
      Set<String> there = admin.listTopics().names().get(30, TimeUnit.SECONDS);
      List<NewTopic> missing = new ArrayList<>();
      for (String topic : List.of(Names.OUTBOX, Names.DEAD_LETTERS)) {
        if (!there.contains(topic)) {
          missing.add(new NewTopic(topic, 1, (short) -1));
        }
      }
      admin.createTopics(missing).all().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the notifiers' topics cannot be created: " + e, e);
    }
  }

  private static Map<String, Object> registry(NotifierConfig config) {
    return Map.of(AvroConfig.REGISTRY_URL, config.registryUrl());
  }

  private static Properties settings(NotifierConfig config) {
    Properties p = new Properties();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, Names.APPLICATION);
    p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    p.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "100");
    p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, "0");
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MS);
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MS);
    return p;
  }

  private static Map<String, Object> consumer(NotifierConfig config, Channel channel) {
    Map<String, Object> p = new HashMap<>();
    p.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    p.put(ConsumerConfig.GROUP_ID_CONFIG, Names.group(channel.name()));
    p.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    p.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    p.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    p.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50);
    p.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
    p.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS);
    return p;
  }
}
