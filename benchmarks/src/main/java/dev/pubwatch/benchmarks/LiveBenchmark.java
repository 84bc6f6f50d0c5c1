package dev.pubwatch.benchmarks;

import dev.pubwatch.cli.registry.SchemaRegistryServer;
import dev.pubwatch.cli.stack.EmbeddedKafka;
import dev.pubwatch.core.Event;
import dev.pubwatch.job.live.JobHandle;
import dev.pubwatch.job.live.LiveJob;
import dev.pubwatch.job.live.LiveOptions;
import dev.pubwatch.schemas.AvroConfig;
import dev.pubwatch.schemas.SubjectSetup;
import dev.pubwatch.schemas.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The live job against bare keyed jobs over the same topic of a real broker: one partition, one
 * task a step, checkpoints on disk every five seconds, Avro in and out. Broker, registry and the
 * reader that waits for the last result run in the same process, in every case alike.
 */
final class LiveBenchmark {
  private static final int WARM_UP_RUNS = 1;
  private static final String QUARTER = "quarter";
  private static final String END = "end";

  /** Topics without a record count as idle after this long; the default is ten times it. */
  private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(1);

  private final String bootstrap;
  private final String registryUrl;
  private final Path folder;
  private int nextRun;

  private LiveBenchmark(String bootstrap, String registryUrl, Path folder) {
    this.bootstrap = bootstrap;
    this.registryUrl = registryUrl;
    this.folder = folder;
  }

  /** Starts a broker, feeds it, measures, prints. */
  static void run(List<Event> events, int runs) throws Exception {
    try (WorkFolder folder = WorkFolder.create();
        EmbeddedKafka kafka =
            EmbeddedKafka.start(folder.path().resolve("kafka"), freePort(), freePort())) {
      createTopics(kafka.bootstrap());
      try (SchemaRegistryServer registry =
          SchemaRegistryServer.start(kafka.bootstrap(), freePort())) {
        SubjectSetup.register(registry.url());
        new LiveBenchmark(kafka.bootstrap(), registry.url(), folder.path()).compare(events, runs);
      }
    }
  }

  private void compare(List<Event> events, int runs) throws Exception {
    int quarter = events.size() / 4;
    LiveStream.write(events.subList(0, quarter), QUARTER, bootstrap, registryUrl);
    LiveStream.write(events.subList(quarter, events.size()), END, bootstrap, registryUrl);
    List<Cost.OfStream> names = new ArrayList<>();
    List<Cost.OfStream> whole = new ArrayList<>();
    List<Cost.OfStream> live = new ArrayList<>();
    for (int run = -WARM_UP_RUNS; run < runs; run++) {
      Cost.OfStream namesCost = count(BareKafkaJob.Shuffled.PROJECT);
      Cost.OfStream wholeCost = count(BareKafkaJob.Shuffled.EVENT);
      Cost.OfStream liveCost = detect();
      if (run >= 0) {
        names.add(namesCost);
        whole.add(wholeCost);
        live.add(liveCost);
      }
    }
    print(
        events.size(),
        Cost.OfStream.median(names),
        Cost.OfStream.median(whole),
        Cost.OfStream.median(live));
  }

  private static void print(
      int events, Cost.OfStream names, Cost.OfStream whole, Cost.OfStream live) {
    System.out.println(Cost.OfStream.heading("live, through Kafka"));
    System.out.println(names.line("bare keyed count, name over the shuffle", events));
    System.out.println(whole.line("bare keyed count, event over the shuffle", events));
    System.out.println(live.line("live job", events));
    System.out.println(live.ratio("live job to the count with names", names));
    System.out.println(live.ratio("live job to the count with events", whole));
  }

  private Cost.OfStream count(BareKafkaJob.Shuffled what) throws Exception {
    try (LastResult last = LastResult.on(BareKafkaJob.COUNTS, bootstrap)) {
      Cost began = Cost.now();
      JobClient job = BareKafkaJob.start(what, bootstrap, registryUrl, checkpoints());
      Cost.OfStream cost = await(last, job.getJobExecutionResult(), began);
      job.cancel().get();
      return cost;
    }
  }

  private Cost.OfStream detect() throws Exception {
    try (LastResult last = LastResult.on(Topics.ALERTS, bootstrap)) {
      Cost began = Cost.now();
      try (JobHandle job = LiveJob.start(options())) {
        return await(last, job.ended(), began);
      }
    }
  }

  private static Cost.OfStream await(LastResult last, CompletableFuture<?> ended, Cost began)
      throws Exception {
    last.await(LiveStream.MARKER + QUARTER, ended);
    Cost quarter = Cost.now().since(began);
    last.await(LiveStream.MARKER + END, ended);
    return new Cost.OfStream(Cost.now().since(began), quarter);
  }

  private LiveOptions options() {
    return LiveOptions.builder(bootstrap, Map.of(AvroConfig.REGISTRY_URL, registryUrl))
        .checkpoints(checkpoints(), LiveOptions.DEFAULT_CHECKPOINT_INTERVAL)
        .outOfOrderness(OUT_OF_ORDERNESS)
        .build();
  }

  private Path checkpoints() {
    return folder.resolve("checkpoints-" + nextRun++);
  }

  private static void createTopics(String bootstrap) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      List<NewTopic> topics =
          Stream.concat(Topics.ALL.stream(), Stream.of(BareKafkaJob.COUNTS))
              .map(name -> new NewTopic(name, 1, (short) 1))
              .toList();
      admin.createTopics(topics).all().get();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
