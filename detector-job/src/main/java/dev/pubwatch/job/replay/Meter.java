package dev.pubwatch.job.replay;

import dev.pubwatch.job.replay.ReplayProgress.Phase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Tells the listener how far the run is, at most ten times a second. The source, which Flink makes
 * itself, finds the meter of its run by the run's id.
 */
final class Meter {
  private static final Map<String, Meter> RUNS = new ConcurrentHashMap<>();
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final ReplayProgress listener;
  private Phase phase = Phase.READING;
  private long done;
  private long total;
  private long events;
  private long toldNanos;

  /**
   * @param totalBytes of all inputs, -1 when unknown
   */
  Meter(ReplayProgress listener, long totalBytes) {
    this.listener = listener;
    this.total = totalBytes;
    this.toldNanos = System.nanoTime() - PAUSE_NANOS;
  }

  /** Nobody listens to a source that is run outside a replay. */
  static Meter of(String runId) {
    return RUNS.getOrDefault(runId, new Meter(ReplayProgress.NONE, -1));
  }

  void register(String runId) {
    RUNS.put(runId, this);
  }

  static void unregister(String runId) {
    RUNS.remove(runId);
  }

  synchronized void bytesRead(long bytes) {
    done += bytes;
    tell(false);
  }

  synchronized void eventRead() {
    events++;
  }

  synchronized void startScoring(long count) {
    phase = Phase.SCORING;
    done = 0;
    events = 0;
    total = count;
    tell(true);
  }

  synchronized void scored(long count) {
    done += count;
    events = done;
    tell(false);
  }

  synchronized void finish() {
    phase = Phase.DONE;
    tell(true);
  }

  private void tell(boolean now) {
    long nanos = System.nanoTime();
    if (now || nanos - toldNanos >= PAUSE_NANOS) {
      toldNanos = nanos;
      listener.update(phase, done, total, events);
    }
  }
}
