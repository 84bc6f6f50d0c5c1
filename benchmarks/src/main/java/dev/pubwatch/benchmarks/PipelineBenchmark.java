package dev.pubwatch.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.pubwatch.core.DetectorConfig;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.job.stream.DetectorFactory;
import dev.pubwatch.job.stream.Pipeline;
import dev.pubwatch.job.stream.StandardDetector;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/**
 * The detector's topology against a bare keyed count of the same events over the same source, in
 * turn, in one process. Prints events a second, processor time an event and the ratios of the
 * medians.
 *
 * <p>usage: PipelineBenchmark [EVENTS [RUNS]]
 */
public final class PipelineBenchmark {
  private static final int PROJECTS = 20_000;
  private static final int WARM_UP_RUNS = 1;
  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static volatile List<Event> events = List.of();

  private PipelineBenchmark() {}

  /** Seconds on the clock and of processor time. */
  private record Cost(double wallSeconds, double cpuSeconds) {}

  public static void main(String[] args) throws Exception {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 400_000;
    int runs = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    events = Traffic.publishes(count, PROJECTS, 1);
    Cost[] bare = new Cost[runs];
    Cost[] full = new Cost[runs];
    for (int run = -WARM_UP_RUNS; run < runs; run++) {
      Cost bareCost = time(PipelineBenchmark::bareCount);
      Cost fullCost = time(PipelineBenchmark::detect);
      if (run >= 0) {
        bare[run] = bareCost;
        full[run] = fullCost;
      }
    }
    print("bare keyed count", bare, count);
    print("detector", full, count);
    System.out.printf(
        Locale.ROOT,
        "ratio: %.1f times the time, %.1f times the processor%n",
        median(full, false) / median(bare, false),
        median(full, true) / median(bare, true));
  }

  private static Cost time(Consumer<DataStream<Observation>> topology) throws Exception {
    Configuration config = new Configuration();
    config.set(PipelineOptions.OBJECT_REUSE, true);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(Runtime.getRuntime().availableProcessors());
    topology.accept(source(env));
    long cpu = MACHINE.getProcessCpuTime();
    long wallMillis = env.execute("benchmark").getNetRuntime();
    return new Cost(wallMillis / 1e3, (MACHINE.getProcessCpuTime() - cpu) / 1e9);
  }

  private static DataStream<Observation> source(StreamExecutionEnvironment env) {
    WatermarkStrategy<Observation> inOrder =
        WatermarkStrategy.<Observation>forBoundedOutOfOrderness(Duration.ofSeconds(10))
            .withTimestampAssigner((o, before) -> o.event().timeMillis());
    return env.fromSequence(0, events.size() - 1L)
        .setParallelism(1)
        .uid("numbers")
        .map(i -> new Observation(events.get(Math.toIntExact(i))))
        .returns(Pipeline.observations(detector()))
        .setParallelism(1)
        .uid("events")
        .assignTimestampsAndWatermarks(inOrder)
        .setParallelism(1)
        .uid("watermarks");
  }

  private static DetectorFactory detector() {
    return StandardDetector.of(DetectorConfig.DEFAULTS);
  }

  private static void bareCount(DataStream<Observation> stream) {
    stream
        .keyBy(o -> String.valueOf(o.event().project()), Types.STRING)
        .process(new Count())
        .uid("count")
        .sinkTo(new DiscardingSink<>())
        .uid("counts");
  }

  private static void detect(DataStream<Observation> stream) {
    Pipeline.define(
        stream,
        detector(),
        alerts -> alerts.sinkTo(new DiscardingSink<>()).uid("alerts"),
        scores -> scores.sinkTo(new DiscardingSink<>()).uid("scores"));
  }

  /** Counts by key in Flink's state. */
  private static final class Count extends KeyedProcessFunction<String, Observation, Long> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("NullAway.Init") // set in open
    private transient ValueState<Long> count;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(Observation o, Context context, Collector<Long> out)
        throws Exception {
      Long before = count.value();
      long now = before == null ? 1 : before + 1;
      count.update(now);
      if (now % 1000 == 0) {
        out.collect(now);
      }
    }
  }

  private static void print(String name, Cost[] costs, int count) {
    System.out.printf(
        Locale.ROOT,
        "%-18s %,9.0f events/s   %5.1f us of processor an event   (medians of %d)%n",
        name,
        count / median(costs, false),
        median(costs, true) / count * 1e6,
        costs.length);
  }

  private static double median(Cost[] costs, boolean cpu) {
    double[] values =
        Arrays.stream(costs).mapToDouble(c -> cpu ? c.cpuSeconds() : c.wallSeconds()).toArray();
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
