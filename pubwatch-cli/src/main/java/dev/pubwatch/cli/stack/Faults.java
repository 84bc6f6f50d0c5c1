package dev.pubwatch.cli.stack;

import dev.pubwatch.cli.CommandFailure;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where parts that run on their own tell that they cannot go on; the first one is the reason. */
final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger("stack.faults");

  private final CompletableFuture<CommandFailure> first = new CompletableFuture<>();

  /** Kafka and Connect end the JVM when they are broken; from here on that is a fault instead. */
  void interceptExits() {
    Exit.setExitProcedure(this::exited);
    Exit.setHaltProcedure(this::exited);
  }

  private void exited(int status, @Nullable String message) {
    String why = Objects.requireNonNullElse(message, "status " + status);
    throw report("Kafka", why, null);
  }

  /** Tells that a part ended. */
  CommandFailure report(String part, String why, @Nullable Throwable cause) {
    CommandFailure fault = new CommandFailure(part + " stopped: " + why, cause);
    LOG.error("{} stopped: {}", part, why, cause);
    first.complete(fault);
    return fault;
  }

  /** Completes with the first fault. */
  CompletableFuture<CommandFailure> first() {
    return first;
  }
}
