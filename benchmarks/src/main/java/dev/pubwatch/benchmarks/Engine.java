package dev.pubwatch.benchmarks;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Detector;
import dev.pubwatch.core.DetectorConfig;
import dev.pubwatch.core.Detectors;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Judge;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Score;
import dev.pubwatch.core.Stage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The detector alone, its states in maps: no Flink, one thread, events in order of time. */
public final class Engine {
  private final Detector detector = Detectors.create(DetectorConfig.DEFAULTS);
  private final Map<String, Map<String, Object>> states = new HashMap<>();
  private final Object judgeState = detector.judge().fresh();

  public Detector detector() {
    return detector;
  }

  /** The event past every stage, which learn from it. */
  public Observation observe(Event event) {
    Observation o = new Observation(event);
    for (Stage<?> stage : detector.stages()) {
      pass(stage, o);
    }
    return o;
  }

  /** The score of what the stages said, which the judge learns from. */
  public Score judge(Observation o) {
    return judge(detector.judge(), o);
  }

  /** Bytes of each state of a stage as a checkpoint holds it, in rising order. */
  int[] stateBytes(Stage<?> stage) throws IOException {
    Map<String, Object> keyed = states.getOrDefault(stage.name(), Map.of());
    int[] sizes = new int[keyed.size()];
    int i = 0;
    for (Object state : keyed.values()) {
      sizes[i++] = sizeBytes(stage.codec(), state);
    }
    Arrays.sort(sizes);
    return sizes;
  }

  /** Bytes of the judge's state. */
  int judgeBytes() throws IOException {
    return sizeBytes(detector.judge().codec(), judgeState);
  }

  @SuppressWarnings("unchecked") // a codec gets what its stage made
  private static <S> int sizeBytes(Codec<S> codec, Object state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    codec.write((S) state, new DataOutputStream(bytes));
    return bytes.size();
  }

  @SuppressWarnings("unchecked") // a stage gets what it made
  private <S> void pass(Stage<S> stage, Observation o) {
    String key = stage.key(o.event());
    if (key != null) {
      Map<String, Object> keyed = states.computeIfAbsent(stage.name(), n -> new HashMap<>());
      stage.observe((S) keyed.computeIfAbsent(key, k -> stage.fresh()), o);
    }
  }

  @SuppressWarnings("unchecked") // the judge gets what it made
  private <S> Score judge(Judge<S> judge, Observation o) {
    return judge.judge((S) judgeState, o, alert -> {});
  }
}
