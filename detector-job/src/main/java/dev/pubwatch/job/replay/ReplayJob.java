package dev.pubwatch.job.replay;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Score;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.job.geo.Geo;
import dev.pubwatch.job.geo.GeoFiles;
import dev.pubwatch.job.replay.InputFiles.InputFile;
import dev.pubwatch.job.snapshot.SnapshotHeader;
import dev.pubwatch.job.snapshot.StateFiles;
import dev.pubwatch.job.stream.Counters;
import dev.pubwatch.job.stream.DetectorFactory;
import dev.pubwatch.job.stream.Pipeline;
import dev.pubwatch.job.stream.StandardDetector;
import dev.pubwatch.job.stream.Uids;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.jspecify.annotations.Nullable;

/**
 * The same detection over historical files, without Kafka: read, sort by event time, score.
 *
 * <p>The same inputs and options give the same bytes, in whatever order files and records come and
 * at any parallelism. Outputs appear under their names only when all went well.
 */
public final class ReplayJob {
  private static final long SORT_BYTES = 96L << 20;

  private final ReplayOptions options;
  private final DetectorFactory detector;
  private final PrintStream stdout;

  private ReplayJob(ReplayOptions options, DetectorFactory detector, PrintStream stdout) {
    this.options = options;
    this.detector = detector;
    this.stdout = stdout;
  }

  /**
   * Replays.
   *
   * @throws ReplayException with one sentence for whoever started it; no output was written
   */
  public static ReplaySummary run(ReplayOptions options, ReplayProgress listener)
      throws ReplayException {
    StandardDetector detector =
        StandardDetector.of(options.effectiveDetector(), checked(options.geo()));
    return run(options, detector, listener, System.out);
  }

  /** Opened once before the run, so that what is wrong is one sentence and not a failed task. */
  private static GeoFiles checked(GeoFiles files) throws ReplayException {
    try {
      Geo.open(files).close();
      return files;
    } catch (IOException e) {
      throw new ReplayException(String.valueOf(e.getMessage()), e);
    }
  }

  static ReplaySummary run(
      ReplayOptions options, DetectorFactory detector, ReplayProgress listener, PrintStream stdout)
      throws ReplayException {
    return new ReplayJob(options, detector, stdout).run(listener);
  }

  private ReplaySummary run(ReplayProgress listener) throws ReplayException {
    long startNanos = System.nanoTime();
    List<InputFile> files = InputFiles.find(options.inputs());
    checkReadable("exposures", options.exposures());
    checkReadable("verdicts", options.verdicts());
    SnapshotHeader begun = ReplayState.begin(options.stateIn(), detector.create());
    try (TempFolder temp = TempFolder.create(options.tempFolder())) {
      Output alerts = Output.open("alerts", options.alerts(), temp);
      Output scores = Output.open("scores", options.scores(), temp);
      Output rejects = Output.open("rejects", options.rejects(), temp);
      Output state = Output.open("state", options.stateOut(), temp);
      Meter meter = new Meter(listener, totalBytes(files));
      Sorted sorted = read(files, rejects, temp.path(), meter);
      ReplayState learned = ReplayState.of(options.stateIn(), state, temp.path());
      Map<String, Long> counts = score(sorted, alerts, scores, learned.files(), temp.path(), meter);
      learned.finish(
          detector.create(), begun, count(counts, Counters.SCORED), sorted.reader.lastMillis());
      for (Output output : new @Nullable Output[] {alerts, scores, rejects, state}) {
        if (output != null) {
          output.publish(stdout);
        }
      }
      meter.finish();
      Duration wall = Duration.ofNanos(System.nanoTime() - startNanos);
      return summary(files.size(), sorted, counts, wall);
    }
  }

  private static void checkReadable(String what, @Nullable Path path) throws ReplayException {
    if (path != null && !Files.isReadable(path)) {
      throw new ReplayException(
          "cannot read %s from %s: no such readable file".formatted(what, path));
    }
  }

  private static long totalBytes(List<InputFile> files) {
    boolean unknown = files.stream().anyMatch(file -> file.sizeBytes() < 0);
    return unknown ? -1 : files.stream().mapToLong(InputFile::sizeBytes).sum();
  }

  /** What reading left behind. */
  private record Sorted(List<Path> runs, long events, InputReader reader, Rejects rejects) {}

  private Sorted read(List<InputFile> files, @Nullable Output output, Path temp, Meter meter)
      throws ReplayException {
    EventSorter sorter = new EventSorter(temp, detector.create().observations(), SORT_BYTES);
    try (Rejects rejects = Rejects.to(output)) {
      InputReader reader = new InputReader(options, sorter, rejects, meter);
      reader.read(files);
      return new Sorted(sorter.finish(), sorter.events(), reader, rejects);
    } catch (IOException e) {
      throw new ReplayException("cannot sort events: " + Faults.say(e), e);
    }
  }

  private Map<String, Long> score(
      Sorted sorted,
      @Nullable Output alerts,
      @Nullable Output scores,
      StateFiles state,
      Path temp,
      Meter meter)
      throws ReplayException {
    meter.startScoring(sorted.events);
    if (sorted.events == 0) {
      return Map.of();
    }
    String runId = UUID.randomUUID().toString();
    meter.register(runId);
    try {
      JobGraph job = graph(new SortedSource(sorted.runs, detector, runId), state, alerts, scores);
      return EmbeddedRun.run(job, options.effectiveParallelism(), temp);
    } finally {
      Meter.unregister(runId);
    }
  }

  private JobGraph graph(
      SortedSource source, StateFiles state, @Nullable Output alerts, @Nullable Output scores) {
    Configuration config = new Configuration();
    config.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(options.effectiveParallelism());
    DataStream<Observation> events =
        env.fromSource(
                source,
                WatermarkStrategy.noWatermarks(),
                Uids.FILE_SOURCE,
                Pipeline.observations(detector))
            .uid(Uids.FILE_SOURCE)
            .setParallelism(1);
    Pipeline.define(
        events,
        detector,
        state,
        to(alerts, Uids.ALERTS_SINK, CanonicalJson::write),
        to(scores, Uids.SCORES_SINK, ReplayJob::line));
    return env.getStreamGraph().getJobGraph();
  }

  private static <T> Consumer<DataStream<T>> to(
      @Nullable Output output, String uid, LineSink.LineFormat<T> format) {
    return stream ->
        (output == null
                ? stream.sinkTo(new DiscardingSink<>())
                : stream.sinkTo(new LineSink<>(output.part(), format)))
            .name(uid)
            .uid(uid)
            .setParallelism(1);
  }

  private static String line(Score score) {
    return new JsonLine()
        .add("event_id", score.eventId())
        .add("project", score.project())
        .add("version", score.version())
        .addTime("time", score.timeMillis())
        .add("type", score.kind().name().toLowerCase(Locale.ROOT))
        .add("action", score.action())
        .addDecimal("score_bits", score.scoreBits())
        .end();
  }

  private static ReplaySummary summary(
      int files, Sorted sorted, Map<String, Long> counts, Duration wall) {
    InputReader reader = sorted.reader;
    long events = sorted.events - reader.verdicts();
    boolean empty = events == 0;
    Map<String, Long> bySeverity = new LinkedHashMap<>();
    Alert.Severity[] severities = Alert.Severity.values();
    for (int i = severities.length - 1; i >= 0; i--) {
      put(bySeverity, severities[i], Counters.ALERTS_OF_SEVERITY, counts);
    }
    Map<String, Long> byKind = new LinkedHashMap<>();
    for (Alert.Kind kind : Alert.Kind.values()) {
      put(byKind, kind, Counters.ALERTS_OF_KIND, counts);
    }
    return new ReplaySummary(
        files,
        events,
        reader.outside(),
        sorted.rejects.count(),
        sorted.rejects.byReason(),
        count(counts, Counters.DUPLICATES),
        count(counts, Counters.LATE),
        count(counts, Counters.SCORED),
        reader.verdicts(),
        count(counts, Counters.VERDICTS_HEEDED),
        bySeverity,
        byKind,
        empty ? null : Instant.ofEpochMilli(reader.firstMillis()),
        empty ? null : Instant.ofEpochMilli(reader.lastMillis()),
        wall);
  }

  private static void put(
      Map<String, Long> into, Enum<?> value, String prefix, Map<String, Long> counts) {
    String name = value.name().toLowerCase(Locale.ROOT);
    long count = count(counts, prefix + name);
    if (count > 0) {
      into.put(name, count);
    }
  }

  private static long count(Map<String, Long> counts, String name) {
    return counts.getOrDefault(name, 0L);
  }
}
