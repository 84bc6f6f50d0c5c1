package dev.pubwatch.job.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.events.Alert;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Arrival out of order within the bound and a failure in the middle change no alert. */
class RecoveryTest {
  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final int EVENTS = 3_000;
  private static final int PER_SECOND = 3_000;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir Path checkpoints;

  private static final Queue<String> ALERTS = new ConcurrentLinkedQueue<>();
  private static volatile boolean failing;
  private static volatile boolean failed;

  /** Where tasks find what they stream. */
  private static volatile List<Event> arriving = List.of();

  private static final class Arrivals implements GeneratorFunction<Long, Observation> {
    private static final long serialVersionUID = 1;

    @Override
    public Observation map(Long index) {
      return new Observation(arriving.get(index.intValue()));
    }
  }

  /** Fails once, some way after a checkpoint. */
  private static final class Failing extends RichMapFunction<Observation, Observation>
      implements CheckpointListener {
    private static final long serialVersionUID = 1;
    private static final int EVENTS_AFTER_CHECKPOINT = 100;

    private transient boolean checkpointed;
    private transient int after;

    @Override
    public void notifyCheckpointComplete(long id) {
      checkpointed = true;
    }

    @Override
    public Observation map(Observation observation) {
      if (failing && checkpointed && !failed && ++after > EVENTS_AFTER_CHECKPOINT) {
        failed = true;
        throw new IllegalStateException("injected");
      }
      return observation;
    }
  }

  private static final class Collecting implements Sink<Alert> {
    private static final long serialVersionUID = 1;

    @Override
    public SinkWriter<Alert> createWriter(WriterInitContext context) {
      return new SinkWriter<>() {
        @Override
        public void write(Alert alert, Context ignored) {
          ALERTS.add(alert.getAlertId());
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
      };
    }
  }

  /** Distinct alerts in the order of their first appearance. */
  private Set<String> run(List<Event> events, boolean withFailure, int parallelism)
      throws Exception {
    arriving = events;
    failing = withFailure;
    failed = false;
    ALERTS.clear();
    Configuration config = new Configuration();
    config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    config.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    config.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    var env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(parallelism);
    DetectorFactory detector = new CountingDetector();
    var source =
        new DataGeneratorSource<>(
            new Arrivals(),
            EVENTS,
            RateLimiterStrategy.perSecond(PER_SECOND),
            Pipeline.observations(detector));
    var arrived =
        env.fromSource(
                source,
                WatermarkStrategy.<Observation>forBoundedOutOfOrderness(BOUND)
                    .withTimestampAssigner((o, t) -> o.event().timeMillis()),
                "arrivals")
            .uid("arrivals")
            .setParallelism(1)
            .map(new Failing())
            .returns(Pipeline.observations(detector))
            .uid("failing")
            .setParallelism(1);
    Pipeline.define(
        arrived,
        detector,
        alerts -> alerts.sinkTo(new Collecting()).uid("alerts").setParallelism(1),
        scores -> scores.sinkTo(new DiscardingSink<>()).uid("scores"));
    env.execute();
    return new LinkedHashSet<>(ALERTS);
  }

  /** Each event arrives up to the bound after its time. */
  private static List<Event> shuffledWithinTheBound(List<Event> events, long seed) {
    Random random = new Random(seed);
    record Arrival(Event event, long at) {}
    List<Arrival> arrivals = new ArrayList<>();
    for (Event event : events) {
      long at = event.timeMillis() + random.nextInt((int) BOUND.toMillis());
      arrivals.add(new Arrival(event, at));
    }
    arrivals.sort(Comparator.comparingLong(Arrival::at));
    return arrivals.stream().map(Arrival::event).toList();
  }

  @Test
  void neitherArrivalNorFailureChangesAnAlert() throws Exception {
    List<Event> events = Observations.stream(EVENTS, 11);
    Set<String> expected = run(events, false, 1);
    assertEquals(EVENTS / 3, expected.size());

    List<Event> shuffled = shuffledWithinTheBound(events, 5);
    assertEquals(List.copyOf(expected), List.copyOf(run(shuffled, false, 2)));

    Set<String> recovered = run(shuffled, true, 2);
    assertTrue(failed, "the failure was injected");
    assertEquals(List.copyOf(expected), List.copyOf(recovered));
  }
}
