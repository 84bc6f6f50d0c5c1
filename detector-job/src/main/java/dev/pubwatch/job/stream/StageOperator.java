package dev.pubwatch.job.stream;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Stage;
import dev.pubwatch.core.Verdict;
import dev.pubwatch.job.snapshot.StateFiles;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** One of the detector's keyed stages. */
final class StageOperator<S> extends OrderedOperator<S, Observation> {
  private static final long serialVersionUID = 1;

  private final int index;
  private transient @Nullable Stage<S> stage;
  private transient Tally tally;

  /**
   * @param index of the stage in the detector
   */
  @SuppressWarnings("NullAway.Init") // set in open
  StageOperator(DetectorFactory detector, StateFiles files, Arrival arrival, int index) {
    super(
        detector,
        files,
        arrival,
        Stages.<S>stateClass(),
        DetectorCodecs.of(detector.create().stages().get(index)));
    this.index = index;
  }

  @Override
  public void open() throws Exception {
    super.open();
    tally = new Tally(getRuntimeContext());
  }

  @Override
  String uid() {
    return stage().name();
  }

  @Override
  Codec<S> codec() {
    return stage().codec();
  }

  private Stage<S> stage() {
    Stage<S> known = stage;
    if (known == null) {
      known = Stages.get(detector(), index);
      stage = known;
    }
    return known;
  }

  @Override
  @Nullable String key(Event event) {
    return stage().key(event);
  }

  @Override
  S fresh() {
    return stage().fresh();
  }

  @Override
  void process(S state, Observation observation) {
    stage().observe(state, observation);
    passBy(observation);
  }

  @Override
  void heed(@Nullable S known, Verdict verdict, Observation observation) {
    boolean heeded = known != null && stage().heed(known, verdict);
    tally.count(heeded ? Counters.VERDICTS_HEEDED : Counters.VERDICTS_WITHOUT_EFFECT);
    passBy(observation);
  }

  @Override
  long endMillis(S known) {
    return stage().endMillis(known);
  }

  @Override
  void passBy(Observation observation) {
    output.collect(new StreamRecord<>(observation, observation.event().timeMillis()));
  }
}
