package dev.pubwatch.cli.stack;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.config.PubwatchConfig;
import dev.pubwatch.cli.config.PubwatchConfig.Ports;
import dev.pubwatch.cli.config.PubwatchConfig.Source;
import dev.pubwatch.cli.stack.demo.Outcome;
import dev.pubwatch.cli.stack.demo.OutcomeText;
import dev.pubwatch.cli.stack.demo.Scenario;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.notify.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code up} with a bundled, labelled scenario, in a data folder of its own. */
@Command(
    name = "demo",
    sortOptions = false,
    description =
        "Runs the whole pipeline over a bundled scenario, to see what alerts look like.%n",
    footer = {
      "%nThe scenario is made up: two years of ordinary life of some 60 packages, with four labelled",
      "incidents at its end. It is streamed through the real file source, Kafka and Flink."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final Ports ANY = new Ports(0, 0, 0, 0, 0, 0);
  private static final Duration CHECKPOINTS = Duration.ofSeconds(2);

  private final Terminal terminal;
  private final Map<String, String> environment;

  @Option(
      names = "--once",
      description = "End by itself when all is judged, with what was caught and what was missed.")
  private boolean once;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder that state is kept in; without it a temporary one, removed at the end.")
  private @Nullable Path data;

  /**
   * A command that writes to a terminal.
   *
   * @param environment the process's environment variables
   */
  public DemoCommand(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (data != null) {
      return run(data.toAbsolutePath().normalize());
    }
    try (TemporaryFolder folder = TemporaryFolder.create("pubwatch-demo-")) {
      return run(folder.path());
    }
  }

  private int run(Path dir) throws IOException, InterruptedException {
    Scenario scenario = Scenario.generate(Scenario.SEED);
    Scenario.Written written = scenario.write(Files.createDirectories(dir).resolve("scenario"));
    PubwatchConfig config =
        PubwatchConfig.defaults()
            .withDataDir(dir)
            .withPorts(ANY)
            .withCheckpointInterval(CHECKPOINTS)
            .withGeo(PubwatchConfig.defaults().geo().disabled())
            .withSources(
                List.of(new Source("demo", "pubwatch", List.of(written.events().toString()))));
    return new StackRun(terminal, environment, "demo")
        .run(config, (stack, ended) -> whileUp(stack, ended, config, written));
  }

  private void whileUp(
      EmbeddedStack stack,
      CompletableFuture<?> ended,
      PubwatchConfig config,
      Scenario.Written written)
      throws IOException, InterruptedException {
    long events;
    try (var lines = Files.lines(written.events())) {
      events = lines.count();
    }
    terminal.err().printf("streaming %,d events of two years; alerts follow%n", events);
    Map<TopicPartition, Long> fed = feed(stack, ended, events);
    Settled settled =
        new Settled(stack.bootstrap(), stack.checkpoints(), config.outOfOrderness(), ended);
    if (settled.await(fed) && delivered(stack, ended)) {
      summarize(stack, written, events);
    }
    if (!once && !ended.isDone()) {
      terminal.err().println("everything stays up: " + stack.consoleUrl() + " (Ctrl-C stops)");
      ended.join();
    }
  }

  private static Map<TopicPartition, Long> feed(
      EmbeddedStack stack, CompletableFuture<?> ended, long events) {
    try (Intake intake = Intake.of(stack.bootstrap(), Intake.SOURCED)) {
      while (intake.count() < events && !ended.isDone()) {
        // count waits for more
      }
      return intake.behindLast();
    }
  }

  /** Waits until every alert was printed. */
  private static boolean delivered(EmbeddedStack stack, CompletableFuture<?> ended)
      throws InterruptedException {
    int alerts = AlertLog.records(stack.bootstrap(), stack.registryUrl()).size();
    try (Intake outbox = Intake.of(stack.bootstrap(), List.of(Names.OUTBOX));
        Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrap()))) {
      while (outbox.count() < alerts
          || !Progress.hasRead(admin, Outlets.TERMINAL_GROUP, outbox.behindLast())) {
        if (ended.isDone()) {
          return false;
        }
      }
    }
    return true;
  }

  private void summarize(EmbeddedStack stack, Scenario.Written written, long events)
      throws IOException {
    Outcome outcome =
        Outcome.of(
            Scenario.labels(written.labels()),
            AlertLog.read(stack.bootstrap(), stack.registryUrl()).values());
    terminal.err().println();
    OutcomeText.of(outcome, events, Scenario.DAYS).forEach(terminal.err()::println);
    if (outcome.alerts() == 0) {
      throw new CommandFailure("the demo brought no alert at all: the pipeline does not work");
    }
  }
}
