package dev.pubwatch.benchmarks;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * {@code benchmarks/run state [FORMAT FILE]}: bytes of each entity's state as checkpoints hold it,
 * after a history or, without one, after generated publishes.
 */
public final class StateSizes {
  private static final int EVENTS = 200_000;
  private static final int PROJECTS = 20_000;

  private StateSizes() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 0 && args.length != 2) {
      System.err.println("usage: benchmarks/run state [FORMAT FILE]");
      System.exit(2);
    }
    List<Event> events =
        args.length == 0
            ? Traffic.publishes(EVENTS, PROJECTS, 1)
            : EventFile.read(args[0], Path.of(args[1])).events();
    print(events);
  }

  /** Prints a line a stage. */
  static void print(List<Event> events) throws IOException {
    Engine engine = new Engine();
    for (Event event : events) {
      engine.judge(engine.observe(event));
    }
    System.out.printf(
        Locale.ROOT,
        "%-26s %10s %10s %10s %10s   after %,d events%n",
        "bytes of state",
        "entities",
        "median",
        "99th %",
        "largest",
        events.size());
    for (Stage<?> stage : engine.detector().stages()) {
      int[] sizes = engine.stateBytes(stage);
      if (sizes.length > 0) {
        System.out.printf(
            Locale.ROOT,
            "%-26s %,10d %,10d %,10d %,10d%n",
            stage.name(),
            sizes.length,
            sizes[sizes.length / 2],
            sizes[(int) (sizes.length * 0.99)],
            sizes[sizes.length - 1]);
      }
    }
    int judge = engine.judgeBytes();
    System.out.printf(
        Locale.ROOT,
        "%-26s %,10d %,10d %,10d %,10d%n",
        engine.detector().judge().name(),
        1,
        judge,
        judge,
        judge);
  }
}
