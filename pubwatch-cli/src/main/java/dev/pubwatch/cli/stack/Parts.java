package dev.pubwatch.cli.stack;

import dev.pubwatch.cli.CommandFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parts that run, in the order in which they started; closes them in reverse. */
final class Parts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("stack.parts");

  private record Running(String name, AutoCloseable part) {}

  private final Deque<Running> running = new ArrayDeque<>();
  private final Readiness readiness;
  private final BooleanSupplier stopRequested;

  Parts(Readiness readiness, BooleanSupplier stopRequested) {
    this.readiness = readiness;
    this.stopRequested = stopRequested;
  }

  /**
   * Starts a part and tells that it is ready.
   *
   * @param address where it can be reached, to be shown
   * @throws StopRequested when a stop was asked for before it started
   * @throws CommandFailure when it does not start
   */
  <T extends AutoCloseable> T start(String name, Callable<T> starter, Function<T, String> address)
      throws StopRequested {
    if (stopRequested.getAsBoolean()) {
      throw new StopRequested();
    }
    long began = System.nanoTime();
    T part = call(name, starter);
    running.push(new Running(name, part));
    readiness.ready(name, address.apply(part), Duration.ofNanos(System.nanoTime() - began));
    return part;
  }

  /** Keeps something to close that nobody needs to hear of. */
  <T extends AutoCloseable> T hold(String name, Callable<T> starter) {
    T part = call(name, starter);
    running.push(new Running(name, part));
    return part;
  }

  private static <T> T call(String name, Callable<T> starter) {
    try {
      return starter.call();
    } catch (CommandFailure e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(name + " was interrupted while it started", e);
    } catch (Exception e) {
      throw new CommandFailure(name + " does not start: " + e.getMessage(), e);
    }
  }

  /** A part that fails to close does not keep the others from it; the log tells. */
  @Override
  public void close() {
    while (!running.isEmpty()) {
      Running last = running.pop();
      long began = System.nanoTime();
      try {
        last.part().close();
      } catch (Exception e) {
        LOG.warn("{} did not close cleanly", last.name(), e);
      }
      LOG.info("{} closed in {} ms", last.name(), (System.nanoTime() - began) / 1_000_000);
    }
  }
}
