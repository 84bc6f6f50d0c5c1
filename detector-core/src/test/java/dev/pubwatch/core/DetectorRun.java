package dev.pubwatch.core;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A detector with its states in maps: what the job does, without the framework. */
public final class DetectorRun {
  final List<Alert> alerts = new ArrayList<>();
  private final Detector detector;
  private final Map<String, Map<String, Object>> states = new HashMap<>();
  private final boolean throughBytes;
  private Object judgeState;

  public DetectorRun(DetectorConfig config) {
    this(config, false);
  }

  /**
   * @param throughBytes whether every state and observation is written and read back at every step
   */
  DetectorRun(DetectorConfig config, boolean throughBytes) {
    this.detector = Detectors.create(config);
    this.throughBytes = throughBytes;
    this.judgeState = detector.judge().fresh();
  }

  Score score(Event event) {
    return score(event, false);
  }

  /**
   * @param late whether it comes after the ordering bound
   */
  Score score(Event event, boolean late) {
    return judge(detector.judge(), observe(event, late));
  }

  /** What the stages say of an event; the judge does not see it. */
  public Observation observe(Event event) {
    return observe(event, false);
  }

  private Observation observe(Event event, boolean late) {
    Observation o = new Observation(event);
    if (late) {
      o.markLate();
    }
    for (Stage<?> stage : detector.stages()) {
      o = pass(stage, o);
    }
    return o;
  }

  /** Hands a verdict to every entity that there is a state of; the number of those it is about. */
  int heed(Event verdict) {
    Verdict said = Objects.requireNonNull(Verdict.of(verdict));
    int concerned = 0;
    for (Stage<?> stage : detector.stages()) {
      concerned += heed(stage, said) ? 1 : 0;
    }
    heed(detector.judge(), said);
    return concerned;
  }

  private <S> boolean heed(Stage<S> stage, Verdict verdict) {
    String key = stage.key(verdict.event());
    Map<String, Object> keyed = states.getOrDefault(stage.name(), Map.of());
    if (key == null || !keyed.containsKey(key)) {
      return false;
    }
    @SuppressWarnings("unchecked")
    S state = (S) keyed.get(key);
    boolean concerned = stage.heed(state, verdict);
    keyed.put(key, throughBytes ? throughBytes(stage.codec(), state) : state);
    return concerned;
  }

  @SuppressWarnings("unchecked")
  private <S> void heed(Judge<S> judge, Verdict verdict) {
    judge.heed((S) judgeState, verdict);
  }

  private <S> Observation pass(Stage<S> stage, Observation o) {
    String key = stage.key(o.event());
    if (key == null) {
      return o;
    }
    Map<String, Object> keyed = states.computeIfAbsent(stage.name(), n -> new HashMap<>());
    @SuppressWarnings("unchecked")
    S state = (S) keyed.computeIfAbsent(key, k -> stage.fresh());
    stage.observe(state, o);
    keyed.put(key, throughBytes ? throughBytes(stage.codec(), state) : state);
    return throughBytes ? throughBytes(detector.observations(), o) : o;
  }

  @SuppressWarnings("unchecked")
  private <S> Score judge(Judge<S> judge, Observation o) {
    S state = (S) judgeState;
    Score score = judge.judge(state, o, alerts::add);
    judgeState = throughBytes ? throughBytes(judge.codec(), state) : state;
    return score;
  }

  /** Writes all states. */
  void write(DataOutputStream out) throws IOException {
    out.write(baselines());
    write(detector.judge(), out);
  }

  /** The bytes of all states but the judge's. */
  byte[] baselines() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (Stage<?> stage : detector.stages()) {
      write(stage, out);
    }
    return bytes.toByteArray();
  }

  @SuppressWarnings("unchecked")
  private <S> void write(Stage<S> stage, DataOutputStream out) throws IOException {
    Map<String, Object> keyed = new TreeMap<>(states.getOrDefault(stage.name(), Map.of()));
    Wire.unsigned(out, keyed.size());
    for (Map.Entry<String, Object> entry : keyed.entrySet()) {
      Wire.string(out, entry.getKey());
      stage.codec().write((S) entry.getValue(), out);
    }
  }

  @SuppressWarnings("unchecked")
  private <S> void write(Judge<S> judge, DataOutputStream out) throws IOException {
    judge.codec().write((S) judgeState, out);
  }

  /** Reads all states, written in a version. */
  void read(DataInputStream in, int version) throws IOException {
    for (Stage<?> stage : detector.stages()) {
      Map<String, Object> keyed = states.computeIfAbsent(stage.name(), n -> new HashMap<>());
      int size = Wire.count(in);
      for (int i = 0; i < size; i++) {
        keyed.put(Wire.text(in), read(stage.codec(), in, version));
      }
    }
    judgeState = read(detector.judge().codec(), in, version);
  }

  private static <S> Object read(Codec<S> codec, DataInputStream in, int version)
      throws IOException {
    S state = codec.read(version, in);
    if (state == null) {
      throw new IOException("a codec read nothing");
    }
    return state;
  }

  /** The bytes of one entity's state. */
  byte[] stateBytes(String stageName, String key) {
    for (Stage<?> stage : detector.stages()) {
      if (stage.name().equals(stageName)) {
        return bytesOf(stage, key);
      }
    }
    throw new IllegalArgumentException("no stage " + stageName);
  }

  @SuppressWarnings("unchecked")
  private <S> byte[] bytesOf(Stage<S> stage, String key) {
    Object state = states.getOrDefault(stage.name(), Map.of()).get(key);
    if (state == null) {
      throw new IllegalArgumentException("no state for " + key);
    }
    return bytes(stage.codec(), (S) state);
  }

  static <T> byte[] bytes(Codec<T> codec, T value) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      codec.write(value, new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> T throughBytes(Codec<T> codec, T value) {
    try {
      ByteArrayInputStream in = new ByteArrayInputStream(bytes(codec, value));
      T back = codec.read(codec.version(), new DataInputStream(in));
      if (in.read() != -1) {
        throw new IllegalStateException("bytes left over");
      }
      return codec.copy(back);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
