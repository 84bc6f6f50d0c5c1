package dev.pubwatch.job.stream;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Verdict;
import dev.pubwatch.job.snapshot.Snapshots;
import dev.pubwatch.job.snapshot.StateFiles;
import dev.pubwatch.job.snapshot.StatePart;
import dev.pubwatch.job.types.CodecTypeInformation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.Nullable;

/**
 * A step of the detector that sees the observations of each key in order of (event time, event id).
 *
 * <p>Observations wait in one heap per task until the watermark passes them. What comes behind the
 * watermark is marked late and processed at once. When all inputs are idle nothing earlier is to be
 * expected, so that everything that waits is processed: after a restore on a quiet stream the
 * watermark is unknown, and an alert must not wait for the next event.
 *
 * <p>A step behind another one in the same task is given them in order and holds none back ({@link
 * Arrival#ORDERED}).
 *
 * <p>The heap lives outside Flink's state, which costs nothing per event; a checkpoint copies it
 * into keyed state, from where it is redistributed when the parallelism changes.
 *
 * <p>What is kept of a key that is gone ends by a timer in event time, and for an event that comes
 * first it has ended by the event's own time: whether the timer fired before makes no difference.
 *
 * @param <S> state of a key
 */
abstract class OrderedOperator<S, OUT> extends AbstractStreamOperator<OUT>
    implements OneInputStreamOperator<Observation, OUT>, Triggerable<String, VoidNamespace> {
  private static final long serialVersionUID = 1;
  static final String STATE = "state";
  private static final String ENDS = "ends";
  private static final String WAITING = "waiting";

  private final DetectorFactory detector;
  private final StateFiles files;
  private final Arrival arrival;
  private final TypeInformation<S> stateType;
  private final TypeInformation<Observation> observationType;

  private transient EventTimeOrder order;
  private transient ValueState<S> state;
  private transient InternalTimerService<VoidNamespace> ends;
  private transient ListState<Observation> waiting;
  private transient List<String> waitingKeys;
  private transient Codec<Observation> observations;

  @SuppressWarnings("NullAway.Init") // what is transient is set before the first event
  OrderedOperator(
      DetectorFactory detector,
      StateFiles files,
      Arrival arrival,
      Class<S> stateClass,
      String stateCodec) {
    this.detector = detector;
    this.files = files;
    this.arrival = arrival;
    this.stateType = new CodecTypeInformation<>(stateClass, detector.codec(stateCodec));
    this.observationType = Pipeline.observations(detector);
  }

  /** The key of an event, or null when it passes this step by. */
  abstract @Nullable String key(Event event);

  abstract S fresh();

  /** The operator's uid. */
  abstract String uid();

  abstract Codec<S> codec();

  /** Handles an observation that has a key, in order. */
  abstract void process(S state, Observation observation);

  /**
   * Takes a verdict, in order.
   *
   * @param known state of the key, null when nothing was seen of it yet; it stays unknown then
   */
  abstract void heed(@Nullable S known, Verdict verdict, Observation observation);

  /** From when on a key's state may be dropped, in epoch milliseconds; by default never. */
  long endMillis(S known) {
    return Long.MAX_VALUE;
  }

  /** Hands on an observation without a key. */
  abstract void passBy(Observation observation);

  final DetectorFactory detector() {
    return detector;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    order = new EventTimeOrder();
    waitingKeys = new ArrayList<>();
    observations = detector.create().observations();
    ends = getInternalTimerService(ENDS, VoidNamespaceSerializer.INSTANCE, this);
    state = context.getKeyedStateStore().getState(new ValueStateDescriptor<>(STATE, stateType));
    waiting =
        context
            .getKeyedStateStore()
            .getListState(new ListStateDescriptor<>(WAITING, observationType));
    if (context.isRestored()) {
      takeBackWaiting();
    } else if (files.in() != null) {
      Snapshots.read(Path.of(files.in()), uid(), codec(), OwnKeys.of(this)::hold, this::begin);
    }
  }

  private void begin(String key, S known) throws IOException {
    setCurrentKey(key);
    state.update(known);
    endLater(known);
  }

  private void endLater(S known) {
    long end = endMillis(known);
    if (end != Long.MAX_VALUE) {
      ends.registerEventTimeTimer(VoidNamespace.INSTANCE, end);
    }
  }

  /** The end of input is no time that has passed. */
  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    S known = state.value();
    if (known == null || ends.currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    if (endMillis(known) <= timer.getTimestamp()) {
      state.clear();
    } else {
      endLater(known);
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("no timer in processing time was ever set");
  }

  /** At the end of input, when nothing waits any more. */
  @Override
  public void finish() throws Exception {
    super.finish();
    if (files.exports()) {
      export();
    }
  }

  private void export() throws Exception {
    List<String> keys;
    try (var stored = this.<String>getKeyedStateBackend().getKeys(STATE, VoidNamespace.INSTANCE)) {
      keys = stored.sorted().toList();
    }
    int task = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    try (StatePart part = files.part(uid(), task)) {
      for (String key : keys) {
        setCurrentKey(key);
        part.add(key, codec(), state.value());
      }
    }
  }

  private void takeBackWaiting() throws Exception {
    List<String> keys;
    try (var stored =
        this.<String>getKeyedStateBackend().getKeys(WAITING, VoidNamespace.INSTANCE)) {
      keys = stored.toList();
    }
    for (String key : keys) {
      setCurrentKey(key);
      for (Observation observation : waiting.get()) {
        order.add(observation);
      }
      waiting.clear();
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    for (String key : waitingKeys) {
      setCurrentKey(key);
      waiting.clear();
    }
    Map<String, List<Observation>> byKey = waitingByKey();
    for (Map.Entry<String, List<Observation>> entry : byKey.entrySet()) {
      setCurrentKey(entry.getKey());
      waiting.update(entry.getValue());
    }
    waitingKeys = new ArrayList<>(byKey.keySet());
  }

  /** Copies, since the snapshot is written while processing goes on. */
  private Map<String, List<Observation>> waitingByKey() {
    Map<String, List<Observation>> byKey = new LinkedHashMap<>();
    for (Observation observation : order.waiting()) {
      byKey
          .computeIfAbsent(
              StageKey.route(key(observation.event()), observation), k -> new ArrayList<>())
          .add(observations.copy(observation));
    }
    return byKey;
  }

  @Override
  public void processElement(StreamRecord<Observation> element) throws Exception {
    Observation observation = element.getValue();
    String key = key(observation.event());
    if (isNext(key, observation)) {
      apply(key, observation);
    } else if (order.isPassed(observation.event().timeMillis())) {
      observation.markLate();
      apply(key, observation);
    } else {
      order.add(observation);
    }
  }

  /** Whether its turn has come whatever the watermark says. */
  private boolean isNext(@Nullable String key, Observation observation) {
    return switch (arrival) {
      case BY_KEY -> key == null;
      case ALL -> false;
      // What a checkpoint of another layout let wait goes first.
      case ORDERED -> observation.late() || order.size() == 0;
    };
  }

  private void apply(@Nullable String key, Observation observation) throws Exception {
    if (key == null) {
      passBy(observation);
      return;
    }
    setCurrentKey(key);
    S known = knownAt(observation.event().timeMillis());
    Verdict verdict = Verdict.of(observation.event());
    if (verdict == null) {
      S current = known == null ? fresh() : known;
      process(current, observation);
      state.update(current);
      if (known == null) {
        endLater(current);
      }
      return;
    }
    heed(known, verdict, observation);
    if (known != null) {
      state.update(known);
    }
  }

  private @Nullable S knownAt(long timeMillis) throws IOException {
    S known = state.value();
    return known == null || endMillis(known) <= timeMillis ? null : known;
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    order.advance(mark.getTimestamp());
    release();
    super.processWatermark(mark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    if (status.isIdle()) {
      order.advanceToLast();
      release();
    }
    super.processWatermarkStatus(status);
  }

  private void release() throws Exception {
    for (Observation next = order.poll(); next != null; next = order.poll()) {
      apply(key(next.event()), next);
    }
  }

  /** How many observations wait. */
  final int waitingCount() {
    return order.size();
  }
}
