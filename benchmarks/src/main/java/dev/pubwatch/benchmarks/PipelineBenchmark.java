package dev.pubwatch.benchmarks;

import dev.pubwatch.core.DetectorConfig;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Score;
import dev.pubwatch.job.stream.DetectorFactory;
import dev.pubwatch.job.stream.Pipeline;
import dev.pubwatch.job.stream.StandardDetector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The detector's topology against a bare keyed count of the same events over the same source, in
 * turn, in one process: over events in memory, by quarters of the stream and over four times the
 * projects, then {@link LiveBenchmark live}. At the end the {@link StateSizes sizes of state}.
 *
 * <p>usage: PipelineBenchmark [EVENTS [RUNS]]
 */
public final class PipelineBenchmark {
  private static final int PROJECTS = 20_000;
  private static final int MANY_PROJECTS = 80_000;
  private static final int PARTS = 4;
  private static final int WARM_UP_RUNS = 1;

  private static volatile List<Event> events = List.of();
  private static volatile Cost[] marks = new Cost[PARTS];

  private PipelineBenchmark() {}

  public static void main(String[] args) throws Exception {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 400_000;
    int runs = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    System.out.printf(
        Locale.ROOT, "medians of %d runs over %,d generated publishes%n%n", runs, count);
    List<Event> ordinary = Traffic.publishes(count, PROJECTS, 1);
    Cost.OfStream baseline = compare("%,d projects".formatted(PROJECTS), ordinary, runs);
    Cost.OfStream many =
        compare(
            "%,d projects".formatted(MANY_PROJECTS),
            Traffic.publishes(count, MANY_PROJECTS, 1),
            runs);
    System.out.println(many.ratio("four times the projects, the detector", baseline));
    System.out.println();
    LiveBenchmark.run(ordinary, runs);
    System.out.println();
    StateSizes.print(ordinary);
  }

  /** One run over a stream, as a whole and by its quarters. */
  private record Run(Cost.OfStream cost, List<Cost> parts) {
    static Run median(List<Run> runs) {
      List<Cost> parts = new ArrayList<>();
      for (int i = 0; i < PARTS; i++) {
        int part = i;
        parts.add(Cost.median(runs.stream().map(run -> run.parts.get(part)).toList()));
      }
      return new Run(Cost.OfStream.median(runs.stream().map(Run::cost).toList()), parts);
    }
  }

  private static Cost.OfStream compare(String title, List<Event> stream, int runs)
      throws Exception {
    List<Run> bareRuns = new ArrayList<>();
    List<Run> fullRuns = new ArrayList<>();
    for (int run = -WARM_UP_RUNS; run < runs; run++) {
      Run bare = time(stream, PipelineBenchmark::bareCount);
      Run full = time(stream, PipelineBenchmark::detect);
      if (run >= 0) {
        bareRuns.add(bare);
        fullRuns.add(full);
      }
    }
    Run bare = Run.median(bareRuns);
    Run full = Run.median(fullRuns);
    System.out.println(Cost.OfStream.heading("events in memory, " + title));
    System.out.println(bare.cost().line("bare keyed count", stream.size()));
    System.out.println(full.cost().line("detector", stream.size()));
    System.out.println(full.cost().ratio("detector to bare keyed count", bare.cost()));
    for (int i = 1; i < PARTS; i++) {
      System.out.printf(
          Locale.ROOT,
          "detector, quarter %d of the stream%43s %8.1f us%n",
          i + 1,
          "",
          full.parts().get(i).cpuSeconds() * PARTS / stream.size() * 1e6);
    }
    System.out.println();
    return full.cost();
  }

  private static Run time(List<Event> stream, Consumer<DataStream<Observation>> topology)
      throws Exception {
    Configuration config = new Configuration();
    config.set(PipelineOptions.OBJECT_REUSE, true);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(Runtime.getRuntime().availableProcessors());
    events = stream;
    marks = new Cost[PARTS];
    topology.accept(source(env));
    Cost began = Cost.now();
    env.execute("benchmark");
    Cost ended = Cost.now();
    List<Cost> parts = new ArrayList<>();
    for (int i = 0; i < PARTS; i++) {
      parts.add(marks[i].since(i == 0 ? began : marks[i - 1]));
    }
    return new Run(new Cost.OfStream(ended.since(began), parts.get(0)), parts);
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

  /** The count keeps pace with the source, so quarters are marked before it. */
  private static void bareCount(DataStream<Observation> stream) {
    stream
        .map(new Mark<>(events.size() / PARTS))
        .returns(Pipeline.observations(detector()))
        .setParallelism(1)
        .uid("marks")
        .keyBy(o -> String.valueOf(o.event().project()), Types.STRING)
        .process(new CountByKey<>(LiveStream.MARKER))
        .returns(Types.STRING)
        .uid("count")
        .sinkTo(new DiscardingSink<>())
        .uid("counts");
  }

  private static void detect(DataStream<Observation> stream) {
    Pipeline.define(
        stream,
        detector(),
        alerts -> alerts.sinkTo(new DiscardingSink<>()).uid("alerts"),
        PipelineBenchmark::mark);
  }

  /** The detector holds up its source, so quarters are marked behind it; the judge is one task. */
  private static void mark(DataStream<Score> scores) {
    scores
        .map(new Mark<>(events.size() / PARTS))
        .returns(scores.getType())
        .setParallelism(1)
        .uid("marks")
        .sinkTo(new DiscardingSink<>())
        .setParallelism(1)
        .uid("scores");
  }

  /** Notes the cost at the end of each quarter of what passes. */
  private static final class Mark<T> implements MapFunction<T, T> {
    private static final long serialVersionUID = 1L;

    private final int every;
    private int seen;

    Mark(int every) {
      this.every = every;
    }

    @Override
    public T map(T value) {
      seen++;
      if (seen % every == 0 && seen / every <= PARTS) {
        marks[seen / every - 1] = Cost.now();
      }
      return value;
    }
  }
}
