package dev.pubwatch.job.live;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A live job that runs in this JVM. */
public interface JobHandle extends AutoCloseable {

  /** Where the job is: Flink's own word, such as RUNNING or RESTARTING; STOPPED after stop. */
  String status();

  /** Whether every task of it runs. */
  boolean isRunning();

  /** The checkpoint it started from, or null when it began from nothing. */
  @Nullable String restoredFrom();

  /** Flink's web interface, or null when none was asked for. */
  @Nullable URI web();

  /** Completes exceptionally when the job fails for good, normally when it is stopped. */
  CompletableFuture<Void> ended();

  /** Takes a last checkpoint, stops the job and its cluster; may be called again. */
  void stop();

  @Override
  default void close() {
    stop();
  }
}
