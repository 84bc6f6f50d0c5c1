package dev.pubwatch.cli.stack;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.ExitCodes;
import dev.pubwatch.cli.Logs;
import dev.pubwatch.cli.config.PubwatchConfig;
import dev.pubwatch.cli.config.Secrets;
import dev.pubwatch.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One life of a stack in the foreground: from its start to Ctrl-C, or to the first fault. */
final class StackRun {
  private static final long BROKEN_STOP_SECONDS = 10;

  private final Terminal terminal;
  private final Map<String, String> environment;
  private final String command;

  StackRun(Terminal terminal, Map<String, String> environment, String command) {
    this.terminal = terminal;
    this.environment = environment;
    this.command = command;
  }

  /** What is done while everything is up. */
  @FunctionalInterface
  interface Body {
    /**
     * Works with the stack; returning stops it.
     *
     * @param ended completes when the stack is told to stop, or has a fault
     */
    void whileUp(EmbeddedStack stack, CompletableFuture<?> ended)
        throws IOException, InterruptedException;
  }

  /**
   * Runs the stack and the body.
   *
   * @return the exit code
   * @throws CommandFailure when a part does not start, or stops on its own
   */
  int run(PubwatchConfig config, Body body) throws IOException, InterruptedException {
    return run(config, null, body);
  }

  /**
   * The same, where the detector begins with a snapshot.
   *
   * @param stateIn the snapshot, ignored where there is state; null for none
   */
  int run(PubwatchConfig config, @Nullable Path stateIn, Body body)
      throws IOException, InterruptedException {
    Logs.begin(config.dataDir(), command, terminal);
    Path snapshot = WarmStart.of(stateIn, config.dataDir(), terminal);
    StopSignals signals = StopSignals.install();
    Secrets secrets = new Secrets(environment);
    byte[] hashKey = secrets.credentialHashKey(config);
    Outlets outlets = Outlets.of(config, secrets, terminal);
    EmbeddedStack stack;
    try {
      stack =
          EmbeddedStack.start(
              config,
              snapshot,
              hashKey,
              outlets,
              new Readiness(terminal),
              () -> signals.requested().isDone());
    } catch (StopRequested e) {
      return ExitCodes.DONE;
    }
    try {
      body.whileUp(stack, CompletableFuture.anyOf(signals.requested(), stack.fault()));
    } finally {
      stop(stack);
    }
    if (stack.fault().isDone()) {
      throw stack.fault().join();
    }
    return ExitCodes.DONE;
  }

  /** A part that is broken may never answer again: it gets some seconds. */
  private static void stop(EmbeddedStack stack) throws InterruptedException {
    if (!stack.fault().isDone()) {
      stack.close();
      return;
    }
    CompletableFuture<Void> closed = new CompletableFuture<>();
    Thread closer =
        new Thread(
            () -> {
              stack.close();
              closed.complete(null);
            },
            "stop-broken-stack");
    closer.setDaemon(true);
    closer.start();
    try {
      closed.get(BROKEN_STOP_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
      // The process ends anyway, and a start over the same folder recovers as after a kill.
    }
  }
}
