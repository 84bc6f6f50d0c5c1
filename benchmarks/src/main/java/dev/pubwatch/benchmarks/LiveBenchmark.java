package dev.pubwatch.benchmarks;

import dev.pubwatch.cli.registry.SchemaRegistryServer;
import dev.pubwatch.cli.stack.EmbeddedKafka;
import dev.pubwatch.core.DetectorConfig;
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
        LiveStream.write(events, kafka.bootstrap(), registry.url());
        new LiveBenchmark(kafka.bootstrap(), registry.url(), folder.path())
            .compare(events.size(), runs);
      }
    }
  }

  private void compare(int events, int runs) throws Exception {
    List<Cost> slim = new ArrayList<>();
    List<Cost> whole = new ArrayList<>();
    List<Cost> full = new ArrayList<>();
    for (int run = -WARM_UP_RUNS; run < runs; run++) {
      Cost slimCost = count(BareKafkaJob.Shuffled.PROJECT);
      Cost wholeCost = count(BareKafkaJob.Shuffled.EVENT);
      Cost fullCost = detect();
      if (run >= 0) {
        slim.add(slimCost);
        whole.add(wholeCost);
        full.add(fullCost);
      }
    }
    Cost live = Cost.median(full);
    System.out.println("live, through Kafka");
    System.out.println(Cost.median(slim).line("bare keyed count, name over the shuffle", events));
    System.out.println(Cost.median(whole).line("bare keyed count, event over the shuffle", events));
    System.out.println(live.line("live job", events));
    System.out.println(live.ratio("live job to the count with names", Cost.median(slim)));
    System.out.println(live.ratio("live job to the count with events", Cost.median(whole)));
  }

  private Cost count(BareKafkaJob.Shuffled what) throws Exception {
    try (LastResult last = LastResult.on(BareKafkaJob.COUNTS, bootstrap)) {
      Cost began = Cost.now();
      JobClient job = BareKafkaJob.start(what, bootstrap, registryUrl, checkpoints());
      CompletableFuture<?> ended = job.getJobExecutionResult();
      last.await(LiveStream.MARKER, ended);
      Cost cost = Cost.now().since(began);
      job.cancel().get();
      return cost;
    }
  }

  private Cost detect() throws Exception {
    try (LastResult last = LastResult.on(Topics.ALERTS, bootstrap)) {
      Cost began = Cost.now();
      try (JobHandle job = LiveJob.start(options())) {
        last.await(LiveStream.MARKER, job.ended());
        return Cost.now().since(began);
      }
    }
  }

  private LiveOptions options() {
    return new LiveOptions(
        bootstrap,
        Map.of(AvroConfig.REGISTRY_URL, registryUrl),
        Map.of(),
        LiveOptions.DEFAULT_GROUP,
        checkpoints(),
        LiveOptions.DEFAULT_CHECKPOINT_INTERVAL,
        OUT_OF_ORDERNESS,
        false,
        1,
        LiveOptions.NO_WEB,
        DetectorConfig.DEFAULTS);
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
