package dev.pubwatch.benchmarks;

import com.sun.net.httpserver.HttpServer;
import dev.pubwatch.cli.registry.SchemaRegistryServer;
import dev.pubwatch.cli.stack.EmbeddedKafka;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.AlertKind;
import dev.pubwatch.events.AlertStatus;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.Severity;
import dev.pubwatch.events.Signal;
import dev.pubwatch.notify.NoticeSettings;
import dev.pubwatch.notify.NotifierConfig;
import dev.pubwatch.notify.Notifiers;
import dev.pubwatch.schemas.AvroConfig;
import dev.pubwatch.schemas.AvroSerdes;
import dev.pubwatch.schemas.SubjectSetup;
import dev.pubwatch.schemas.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Alerts at a fixed pace through the notifiers to a webhook: how long from the moment when an alert
 * is handed to Kafka until the receiver has the call. Each alert is an incident of its own. Sender,
 * broker, notifiers and receiver share one process and its processors.
 */
public final class NotifyBenchmark {
  private static final String SECRET = "a signing secret of this benchmark only";
  private static final int WARM_UP = 200;
  private static final Pattern ALERT = Pattern.compile("\"alert_id\":\"([wm]-[0-9]+)\"");

  private NotifyBenchmark() {}

  /** {@code [ALERTS [A-SECOND]]}. */
  public static void main(String[] args) throws Exception {
    int alerts = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
    int perSecond = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    try (WorkFolder folder = WorkFolder.create();
        EmbeddedKafka kafka =
            EmbeddedKafka.start(folder.path().resolve("kafka"), freePort(), freePort());
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
      admin.createTopics(Topics.ALL.stream().map(NotifyBenchmark::topic).toList()).all().get();
      try (SchemaRegistryServer registry = SchemaRegistryServer.start(kafka.bootstrap(), 0);
          Receiver receiver = new Receiver()) {
        SubjectSetup.register(registry.url());
        NotifierConfig config =
            config(kafka.bootstrap(), registry.url(), folder.path(), receiver.url());
        try (Notifiers running = Notifiers.start(config, List.of(), NotifyBenchmark::fail);
            Sender sender = new Sender(kafka.bootstrap(), registry.url())) {
          sender.send("w-", WARM_UP, perSecond, receiver);
          report(sender.send("m-", alerts, perSecond, receiver), perSecond);
        }
      }
    }
    System.exit(0);
  }

  private static NotifierConfig config(
      String bootstrap, String registryUrl, Path folder, URI receiver) {
    NoticeSettings notices =
        NoticeSettings.read(
            Map.of(
                "notifiers.routes.all.channels", "webhook",
                "notifiers.routes.all.urgent", "info",
                "notifiers.rates.webhook", "60000/m"));
    return new NotifierConfig(
        bootstrap,
        registryUrl,
        folder.resolve("state"),
        receiver,
        SECRET,
        notices.routing(),
        notices.channels(),
        notices.rates());
  }

  private static void fail(Throwable fault) {
    throw new IllegalStateException("the notifiers stopped", fault);
  }

  private static void report(long[] nanos, int perSecond) {
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%d alerts at %d a second, alert to call: 50 %% %d ms, 90 %% %d ms, 99 %% %d ms, all %d ms%n",
        nanos.length,
        perSecond,
        millis(nanos, 0.5),
        millis(nanos, 0.9),
        millis(nanos, 0.99),
        millis(nanos, 1));
  }

  private static long millis(long[] sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return TimeUnit.NANOSECONDS.toMillis(sorted[Math.max(0, rank - 1)]);
  }

  private static NewTopic topic(String name) {
    return new NewTopic(name, 1, (short) 1);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A webhook's end, which notes when it was first told of each alert. */
  private static final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Long> arrivedAt = new ConcurrentHashMap<>();
    private volatile CountDownLatch awaited = new CountDownLatch(0);

    Receiver() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          call -> {
            long now = System.nanoTime();
            note(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), now);
            call.sendResponseHeaders(204, -1);
            call.close();
          });
      server.start();
    }

    private void note(String body, long now) {
      Matcher alert = ALERT.matcher(body);
      while (alert.find()) {
        if (arrivedAt.putIfAbsent(alert.group(1), now) == null) {
          awaited.countDown();
        }
      }
    }

    URI url() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    void expect(int alerts) {
      awaited = new CountDownLatch(alerts);
    }

    void await() throws InterruptedException {
      if (!awaited.await(2, TimeUnit.MINUTES)) {
        throw new IllegalStateException(awaited.getCount() + " alerts did not arrive");
      }
    }

    long arrivedAt(String alert) {
      return arrivedAt.getOrDefault(alert, Long.MAX_VALUE);
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  /** Hands alerts to Kafka. */
  private static final class Sender implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final Serializer<Alert> serializer;

    Sender(String bootstrap, String registryUrl) {
      producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", bootstrap),
              new ByteArraySerializer(),
              new ByteArraySerializer());
      serializer = AvroSerdes.serializer(Map.of(AvroConfig.REGISTRY_URL, registryUrl));
    }

    /** How long each took to arrive, in nanoseconds. */
    long[] send(String prefix, int alerts, int perSecond, Receiver receiver)
        throws InterruptedException, ExecutionException {
      long[] sentAt = new long[alerts];
      List<Future<RecordMetadata>> stored = new ArrayList<>();
      receiver.expect(alerts);
      long begin = System.nanoTime();
      for (int i = 0; i < alerts; i++) {
        long due = begin + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
        TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
        String id = prefix + i;
        byte[] value = serializer.serialize(Topics.ALERTS, alert(id));
        sentAt[i] = System.nanoTime();
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        stored.add(producer.send(new ProducerRecord<>(Topics.ALERTS, key, value)));
      }
      for (Future<RecordMetadata> one : stored) {
        one.get();
      }
      receiver.await();
      long[] took = new long[alerts];
      Arrays.setAll(took, i -> receiver.arrivedAt(prefix + i) - sentAt[i]);
      return took;
    }

    private static Alert alert(String id) {
      Instant now = Instant.now();
      String project = "pkg:npm/project-of-" + id;
      return Alert.newBuilder()
          .setAlertId(id)
          .setRevision(1)
          .setStatus(AlertStatus.open)
          .setKind(AlertKind.anomaly)
          .setSeverity(Severity.high)
          .setTitle(project + " 1.2.3: install script added")
          .setSummary("An install script was added.")
          .setScoreBits(12.5)
          .setPValue(0.0002)
          .setExpectedPerDay(0.02)
          .setDetectedAt(now)
          .setFirstEventAt(now)
          .setLastEventAt(now)
          .setProject(project)
          .setSignals(
              List.of(
                  new Signal(
                      "install_script_added", "install script added", "none", 0.0001, 13.0, 120L)))
          .setEvents(
              List.of(
                  new EvidenceEvent("e-" + id, project, "1.2.3", now, "release:publish", "npm")))
          .build();
    }

    @Override
    public void close() {
      serializer.close();
      producer.close();
    }
  }
}
