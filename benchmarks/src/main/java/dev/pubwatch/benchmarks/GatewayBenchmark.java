package dev.pubwatch.benchmarks;

import dev.pubwatch.cli.registry.SchemaRegistryServer;
import dev.pubwatch.cli.stack.EmbeddedKafka;
import dev.pubwatch.gateway.Gateway;
import dev.pubwatch.gateway.GatewaySettings;
import dev.pubwatch.schemas.SubjectSetup;
import dev.pubwatch.schemas.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Signed webhooks at a fixed rate against a gateway with a real broker: how long until each is
 * answered, and whether all that were accepted are stored. Sender, gateway, broker and registry
 * share one process and its processors.
 */
public final class GatewayBenchmark {
  private static final String SECRET = "a secret of this benchmark only";
  private static final int WARM_UP_SECONDS = 20; // until the code is compiled

  private GatewayBenchmark() {}

  /** {@code [WEBHOOKS-A-SECOND [SECONDS [BODY-BYTES]]]}. */
  public static void main(String[] args) throws Exception {
    int perSecond = args.length > 0 ? Integer.parseInt(args[0]) : 5_000;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 30;
    int bodyBytes = args.length > 2 ? Integer.parseInt(args[2]) : 1_024;
    try (WorkFolder folder = WorkFolder.create();
        EmbeddedKafka kafka =
            EmbeddedKafka.start(folder.path().resolve("kafka"), freePort(), freePort());
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
      admin.createTopics(Topics.ALL.stream().map(GatewayBenchmark::topic).toList()).all().get();
      try (SchemaRegistryServer registry = SchemaRegistryServer.start(kafka.bootstrap(), 0)) {
        SubjectSetup.register(registry.url());
        Path settings = settings(folder.path());
        byte[] hashKey = SECRET.getBytes(StandardCharsets.UTF_8);
        try (Gateway gateway =
            Gateway.start(
                GatewaySettings.of(settings, kafka.bootstrap(), registry.url(), hashKey))) {
          measure(URI.create(gateway.url() + "/hooks/load"), perSecond, seconds, bodyBytes);
        }
        report(admin);
      }
    }
    System.exit(0);
  }

  private static Path settings(Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), SECRET);
    return Files.writeString(
        folder.resolve("gateway.properties"),
        """
        PUBWATCH_GATEWAY_PORT=0
        PUBWATCH_GATEWAY_REQUESTS_PER_SECOND=1000000
        PUBWATCH_GATEWAY_REQUESTS_PER_SECOND_OF_ADDRESS=1000000
        PUBWATCH_GATEWAY_REPLAY_WINDOW_SECONDS=0
        endpoint.load.scheme=github
        endpoint.load.format=github-audit
        endpoint.load.secretFile=%s
        """
            .formatted(secret));
  }

  private static void measure(URI target, int perSecond, int seconds, int bodyBytes)
      throws InterruptedException {
    WebhookLoad warmUp =
        new WebhookLoad(target, SECRET, bodyBytes, perSecond, perSecond * WARM_UP_SECONDS);
    warmUp.run();
    WebhookLoad load = new WebhookLoad(target, SECRET, bodyBytes, perSecond, perSecond * seconds);
    Cost before = Cost.now();
    double took = load.run();
    Cost cost = Cost.now().since(before);
    System.out.printf(
        Locale.ROOT,
        "%d webhooks of %d bytes at %d a second: %d accepted in %.1f s (%.0f a second)%n",
        perSecond * seconds,
        bodyBytes,
        perSecond,
        load.accepted(),
        took,
        load.accepted() / took);
    System.out.printf(
        Locale.ROOT,
        "answered within: 50 %% %.1f ms, 90 %% %.1f ms, 99 %% %.1f ms, 99.9 %% %.1f ms, all %.1f ms%n",
        load.quantile(0.5),
        load.quantile(0.9),
        load.quantile(0.99),
        load.quantile(0.999),
        load.quantile(1));
    System.out.printf(
        Locale.ROOT,
        "processor time, sender and broker included: %.0f us a webhook%n",
        cost.cpuSeconds() / load.accepted() * 1e6);
    System.out.printf("accepted with the warm-up: %d%n", load.accepted() + warmUp.accepted());
  }

  private static void report(Admin admin) throws Exception {
    TopicPartition events = new TopicPartition(Topics.CI_EVENTS, 0);
    long stored =
        admin
            .listOffsets(Map.of(events, OffsetSpec.latest()))
            .partitionResult(events)
            .get()
            .offset();
    System.out.printf("stored: %d%n", stored);
  }

  private static NewTopic topic(String name) {
    return new NewTopic(name, 1, (short) 1);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
