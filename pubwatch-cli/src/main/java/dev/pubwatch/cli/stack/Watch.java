package dev.pubwatch.cli.stack;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Looks once a second whether a part that cannot tell by itself still works. */
final class Watch implements AutoCloseable {
  private final ScheduledExecutorService clock;

  private Watch(ScheduledExecutorService clock) {
    this.clock = clock;
  }

  /**
   * Begins to watch.
   *
   * @param failure what is wrong, empty while nothing is
   */
  static Watch over(Faults faults, String part, Supplier<Optional<String>> failure) {
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "watch-" + part);
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        clock.scheduleWithFixedDelay(
            () -> failure.get().ifPresent(why -> faults.report(part, why, null)),
            1,
            1,
            TimeUnit.SECONDS);
    return new Watch(clock);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
