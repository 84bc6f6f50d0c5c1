package dev.pubwatch.cli.stack;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.config.PubwatchConfig.Source;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.errors.AlreadyExistsException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.NotFoundException;
import org.apache.kafka.connect.runtime.AbstractStatus;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.Herder.Created;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorInfo;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.apache.kafka.connect.runtime.rest.errors.BadRequestException;
import org.apache.kafka.connect.util.Callback;

/**
 * A Connect worker in this JVM. It is a distributed one because only that writes a source's records
 * and its offset in one transaction: after a kill nothing is read twice.
 */
final class EmbeddedConnect implements AutoCloseable {
  private static final long DEADLINE_SECONDS = 90;
  private static final long RETRY_MILLIS = 100;

  private final Connect<DistributedHerder> connect;
  private final ConnectSettings settings;

  private EmbeddedConnect(Connect<DistributedHerder> connect, ConnectSettings settings) {
    this.connect = connect;
    this.settings = settings;
  }

  /** Starts the worker; sources come with {@link #run}. */
  static EmbeddedConnect start(ConnectSettings settings) {
    return new EmbeddedConnect(new ConnectDistributed().startConnect(settings.worker()), settings);
  }

  /** Base URL of Connect's REST API. */
  String url() {
    String url = connect.rest().serverUrl().toString();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /**
   * Makes the worker read exactly these sources: adds, changes and removes connectors. One that is
   * removed keeps its position for when it comes back.
   *
   * @throws CommandFailure when the worker refuses one
   */
  void run(List<Source> sources) throws InterruptedException {
    Set<String> wanted = sources.stream().map(Source::name).collect(Collectors.toSet());
    for (String present : ask("listing sources", this::connectors)) {
      if (!wanted.contains(present)) {
        EmbeddedConnect.<Created<ConnectorInfo>>ask(
            "removing source " + present, c -> connect.herder().deleteConnectorConfig(present, c));
      }
    }
    for (Source source : sources) {
      Map<String, String> config = settings.connector(source);
      EmbeddedConnect.<Created<ConnectorInfo>>ask(
          "adding source " + source.name(),
          c -> connect.herder().putConnectorConfig(source.name(), config, true, c));
    }
  }

  private void connectors(Callback<Collection<String>> callback) {
    connect.herder().connectors(callback);
  }

  /** What went wrong with a source since, if anything did. */
  Optional<String> failure(List<Source> sources) {
    return sources.stream().flatMap(source -> failure(source.name()).stream()).findFirst();
  }

  private Optional<String> failure(String name) {
    ConnectorStateInfo status;
    try {
      status = connect.herder().connectorStatus(name);
    } catch (NotFoundException e) {
      return Optional.empty(); // not assigned yet
    }
    String failed = AbstractStatus.State.FAILED.name();
    if (status.connector().state().equals(failed)) {
      return Optional.of(name + ": " + firstLine(status.connector().trace()));
    }
    return status.tasks().stream()
        .filter(task -> task.state().equals(failed))
        .map(task -> name + ": " + firstLine(task.trace()))
        .findFirst();
  }

  private static String firstLine(String trace) {
    return trace.lines().findFirst().orElse("no reason given");
  }

  @FunctionalInterface
  private interface Request<T> {
    void send(Callback<T> callback);
  }

  /** Asks again while the worker still joins its group of one. */
  private static <T> T ask(String what, Request<T> request) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (true) {
      CompletableFuture<T> answer = new CompletableFuture<>();
      request.send(
          (error, result) -> {
            if (error == null) {
              answer.complete(result);
            } else {
              answer.completeExceptionally(error);
            }
          });
      try {
        return answer.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
        if (isFinal(cause) || System.nanoTime() > deadline) {
          throw new CommandFailure("Connect: " + what + " failed: " + cause.getMessage(), e);
        }
        Thread.sleep(RETRY_MILLIS);
      } catch (TimeoutException e) {
        throw new CommandFailure(
            "Connect: %s had no answer within %d s".formatted(what, DEADLINE_SECONDS), e);
      }
    }
  }

  private static boolean isFinal(Throwable error) {
    return error instanceof BadRequestException
        || error instanceof AlreadyExistsException
        || error instanceof NotFoundException
        || !(error instanceof ConnectException);
  }

  /** Returns when every task has committed what it read. */
  @Override
  public void close() {
    connect.stop();
    connect.awaitStop();
  }
}
