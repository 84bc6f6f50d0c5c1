package dev.pubwatch.job.stream;

import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Score;
import dev.pubwatch.events.Alert;
import dev.pubwatch.job.geo.EnrichOrigin;
import dev.pubwatch.job.snapshot.StateFiles;
import dev.pubwatch.job.types.CodecTypeInformation;
import dev.pubwatch.job.types.Types;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The topology: events, deduplicated, their origins looked up, past each of the detector's stages,
 * judged.
 */
public final class Pipeline {
  /** Bound of any operator's parallelism; part of the state's layout, never changed. */
  public static final int MAX_PARALLELISM = 128;

  private Pipeline() {}

  /**
   * Lays the topology over a stream of events that carries event time and watermarks.
   *
   * @param events fresh observations
   * @param alerts takes the alerts, one partition in order of detection
   * @param scores takes one score an event, likewise
   */
  public static void define(
      DataStream<Observation> events,
      DetectorFactory detector,
      Consumer<DataStream<Alert>> alerts,
      Consumer<DataStream<Score>> scores) {
    define(events, detector, StateFiles.NONE, alerts, scores);
  }

  /**
   * The same, beginning with what was learned before or leaving what is learned.
   *
   * @param files where from and where to
   */
  public static void define(
      DataStream<Observation> events,
      DetectorFactory detector,
      StateFiles files,
      Consumer<DataStream<Alert>> alerts,
      Consumer<DataStream<Score>> scores) {
    settle(events.getExecutionEnvironment());
    DataStream<Observation> observed =
        observe(enrich(deduplicate(events, detector, files), detector), detector, files);
    SingleOutputStreamOperator<Alert> judged = judge(observed, detector, files);
    alerts.accept(judged);
    scores.accept(judged.getSideOutput(JudgeOperator.SCORES));
  }

  /** How observations travel. */
  public static TypeInformation<Observation> observations(DetectorFactory detector) {
    return new CodecTypeInformation<>(
        Observation.class, detector.codec(DetectorCodecs.OBSERVATION));
  }

  private static void settle(StreamExecutionEnvironment env) {
    Configuration config = new Configuration();
    config.set(PipelineOptions.OBJECT_REUSE, true);
    config.set(PipelineOptions.GENERIC_TYPES, false);
    config.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    config.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    env.configure(config);
  }

  private static DataStream<Observation> deduplicate(
      DataStream<Observation> events, DetectorFactory detector, StateFiles files) {
    return keyed(events, Deduplicate::key, org.apache.flink.api.common.typeinfo.Types.LONG)
        .transform(Uids.DEDUPLICATE, observations(detector), new DeduplicateOperator(files))
        .uid(Uids.DEDUPLICATE);
  }

  private static DataStream<Observation> enrich(
      DataStream<Observation> events, DetectorFactory detector) {
    return events
        .map(new EnrichOrigin(detector.geo()))
        .returns(observations(detector))
        .name(Uids.ENRICH)
        .uid(Uids.ENRICH);
  }

  private static DataStream<Observation> observe(
      DataStream<Observation> events, DetectorFactory detector, StateFiles files) {
    DataStream<Observation> observed = events;
    int stages = detector.create().stages().size();
    for (int i = 0; i < stages; i++) {
      String uid = detector.create().stages().get(i).name();
      Arrival first = isOneTask(events) ? Arrival.ALL : Arrival.BY_KEY;
      Arrival arrival = i == 0 ? first : arrivalBehindAStage(events);
      observed =
          keyed(
                  observed,
                  new StageKey(detector, i),
                  org.apache.flink.api.common.typeinfo.Types.STRING)
              .transform(
                  uid, observations(detector), new StageOperator<>(detector, files, arrival, i))
              .uid(uid);
    }
    return observed;
  }

  private static SingleOutputStreamOperator<Alert> judge(
      DataStream<Observation> observed, DetectorFactory detector, StateFiles files) {
    String uid = detector.create().judge().name();
    return keyed(
            observed,
            observation -> JudgeOperator.KEY,
            org.apache.flink.api.common.typeinfo.Types.STRING)
        .transform(
            uid, Types.ALERT, new JudgeOperator<>(detector, files, arrivalBehindAStage(observed)))
        .uid(uid)
        .setParallelism(1)
        .setMaxParallelism(MAX_PARALLELISM);
  }

  private static Arrival arrivalBehindAStage(DataStream<?> stream) {
    return isOneTask(stream) ? Arrival.ORDERED : Arrival.BY_KEY;
  }

  private static boolean isOneTask(DataStream<?> stream) {
    return stream.getExecutionEnvironment().getParallelism() == 1;
  }

  /**
   * Keyed by a shuffle; by none where one task holds every key anyway: the steps are chained then
   * and hand on objects, at a fraction of the cost.
   */
  private static <K> KeyedStream<Observation, K> keyed(
      DataStream<Observation> stream, KeySelector<Observation, K> key, TypeInformation<K> type) {
    return isOneTask(stream)
        ? DataStreamUtils.reinterpretAsKeyedStream(stream, key, type)
        : stream.keyBy(key, type);
  }
}
