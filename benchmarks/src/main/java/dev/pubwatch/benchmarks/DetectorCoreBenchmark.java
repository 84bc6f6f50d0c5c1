package dev.pubwatch.benchmarks;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Score;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The thinking alone, an event at a time, beside counting by key and beside moving an event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DetectorCoreBenchmark {
  private static final int EVENTS = 200_000;

  private final Map<String, Long> counts = new HashMap<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
  private List<Event> events = List.of();
  private Engine engine = new Engine();
  private int next;

  @Setup
  public void generate() {
    events = Traffic.publishes(EVENTS, 20_000, 1);
    engine = new Engine();
    events.forEach(event -> engine.judge(engine.observe(event)));
  }

  private Event nextEvent() {
    next = next + 1 == EVENTS ? 0 : next + 1;
    return events.get(next);
  }

  /** Baseline: one map look-up and one count. */
  @Benchmark
  public long bareCount() {
    return counts.merge(String.valueOf(nextEvent().project()), 1L, Long::sum);
  }

  /** All stages and the judge over warm state. */
  @Benchmark
  public Score detect() {
    return engine.judge(engine.observe(nextEvent()));
  }

  /** One write and one read of an observation, as at each shuffle. */
  @Benchmark
  public Observation move() throws IOException {
    Codec<Observation> codec = engine.detector().observations();
    bytes.reset();
    codec.write(new Observation(nextEvent()), new DataOutputStream(bytes));
    return codec.read(
        codec.version(), new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }
}
