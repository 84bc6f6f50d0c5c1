package dev.pubwatch.cli.stack;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.config.PubwatchConfig;
import dev.pubwatch.cli.config.PubwatchConfig.Ports;
import dev.pubwatch.cli.registry.SchemaRegistryServer;
import dev.pubwatch.console.Console;
import dev.pubwatch.gateway.Gateway;
import dev.pubwatch.gateway.GatewaySettings;
import dev.pubwatch.schemas.AvroConfig;
import dev.pubwatch.schemas.SubjectSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * The whole pipeline in this JVM: broker, registry, Connect worker, job, notifiers, console, over
 * one data folder. One process, so that however it ends nothing of it is left running.
 */
final class EmbeddedStack implements AutoCloseable {
  private final Parts parts;
  private final Faults faults = new Faults();
  private final Readiness readiness;
  private String bootstrap = "";
  private String registryUrl = "";
  private String consoleUrl = "";
  private Path checkpoints = Path.of("");

  private EmbeddedStack(Readiness readiness, BooleanSupplier stopRequested) {
    this.readiness = readiness;
    this.parts = new Parts(readiness, stopRequested);
  }

  /**
   * Starts every part in the order in which data moves.
   *
   * @param stateIn snapshot that the detector begins with where it has no state, null for none
   * @param hashKey the key that credentials are hashed under
   * @param outlets where alerts are brought
   * @param stopRequested asked between parts
   * @throws StopRequested when a stop was asked for meanwhile; everything is closed again
   * @throws CommandFailure when a part does not start; everything is closed again
   */
  static EmbeddedStack start(
      PubwatchConfig config,
      @Nullable Path stateIn,
      byte[] hashKey,
      Outlets outlets,
      Readiness readiness,
      BooleanSupplier stopRequested)
      throws StopRequested, IOException {
    EmbeddedStack stack = new EmbeddedStack(readiness, stopRequested);
    try {
      stack.startAll(config, stateIn, hashKey, outlets);
      return stack;
    } catch (StopRequested | IOException | RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private void startAll(
      PubwatchConfig config, @Nullable Path stateIn, byte[] hashKey, Outlets outlets)
      throws StopRequested, IOException {
    faults.interceptExits();
    DataFolder folder = parts.hold("data folder", () -> DataFolder.open(config.dataDir()));
    Ports ports = LoopbackPorts.claim(config.ports());
    bootstrap =
        parts
            .start(
                "kafka",
                () -> EmbeddedKafka.start(folder.kafka(), ports.kafka(), ports.kafkaController()),
                EmbeddedKafka::bootstrap)
            .bootstrap();
    createTopics();
    registryUrl =
        parts
            .start(
                "schema registry",
                () -> registry(bootstrap, ports.registry()),
                SchemaRegistryServer::url)
            .url();
    startSources(config, ports, hashKey);
    startDetector(config, stateIn, ports, folder);
    Path gateway = config.gateway();
    if (gateway != null) {
      parts.start(
          "gateway",
          () -> Gateway.start(GatewaySettings.of(gateway, bootstrap, registryUrl, hashKey)),
          Gateway::url);
    }
    parts.start(
        "notifiers",
        () -> outlets.start(bootstrap, registryUrl, folder.notifiers(), faults),
        notifiers -> outlets.shown());
    consoleUrl = "http://" + LoopbackPorts.HOST + ":" + ports.console();
    parts.start(
        "console",
        () -> Console.start(ports.console(), consumerOf(registryUrl)),
        console -> consoleUrl);
    parts.hold("addresses", () -> new Addresses(bootstrap, registryUrl).publish(config.dataDir()));
  }

  private Map<String, Object> consumerOf(String registry) {
    return Map.of("bootstrap.servers", bootstrap, AvroConfig.REGISTRY_URL, registry);
  }

  private static SchemaRegistryServer registry(String bootstrap, int port) throws IOException {
    SchemaRegistryServer registry = SchemaRegistryServer.start(bootstrap, port);
    SubjectSetup.register(registry.url());
    return registry;
  }

  private void createTopics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      StackTopics.create(admin);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while the topics were created", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new CommandFailure("the topics could not be created: " + e.getMessage(), e);
    }
  }

  private void startSources(PubwatchConfig config, Ports ports, byte[] hashKey)
      throws StopRequested {
    ConnectSettings settings = ConnectSettings.of(bootstrap, registryUrl, ports.connect(), hashKey);
    EmbeddedConnect connect =
        parts.start("connect", () -> running(settings, config), EmbeddedConnect::url);
    parts.hold(
        "watch", () -> Watch.over(faults, "source", () -> connect.failure(config.sources())));
  }

  private static EmbeddedConnect running(ConnectSettings settings, PubwatchConfig config)
      throws InterruptedException {
    EmbeddedConnect connect = EmbeddedConnect.start(settings);
    try {
      connect.run(config.sources());
      return connect;
    } catch (InterruptedException | RuntimeException e) {
      connect.close();
      throw e;
    }
  }

  private void startDetector(
      PubwatchConfig config, @Nullable Path stateIn, Ports ports, DataFolder folder)
      throws StopRequested {
    checkpoints = folder.checkpoints();
    parts
        .start(
            "detector (flink)",
            () ->
                EmbeddedDetector.start(
                    config, stateIn, bootstrap, registryUrl, checkpoints, ports.flink()),
            EmbeddedDetector::url)
        .reportTo(faults);
  }

  /** Where Kafka's clients begin. */
  String bootstrap() {
    return bootstrap;
  }

  /** Base URL of the schema registry. */
  String registryUrl() {
    return registryUrl;
  }

  /** Where a person looks. */
  String consoleUrl() {
    return consoleUrl;
  }

  /** Folder of the job's checkpoints. */
  Path checkpoints() {
    return checkpoints;
  }

  /** Completes when a part has ended on its own; the stack is then of no more use. */
  CompletableFuture<CommandFailure> fault() {
    return faults.first();
  }

  /** Stops every part in reverse order; state is on disk, a start over the same folder resumes. */
  @Override
  public void close() {
    long began = System.nanoTime();
    boolean wasUp = !bootstrap.isEmpty();
    parts.close();
    if (wasUp) {
      readiness.say(
          String.format(Locale.ROOT, "stopped in %.1f s", (System.nanoTime() - began) / 1e9));
    }
  }
}
