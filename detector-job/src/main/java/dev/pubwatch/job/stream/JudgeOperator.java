package dev.pubwatch.job.stream;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Judge;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Score;
import dev.pubwatch.core.Verdict;
import dev.pubwatch.job.snapshot.StateFiles;
import dev.pubwatch.job.types.Types;
import java.util.Locale;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** The detector's last step, one for the whole stream: alerts out, scores beside them. */
final class JudgeOperator<S> extends OrderedOperator<S, dev.pubwatch.events.Alert> {
  private static final long serialVersionUID = 1;

  /** The key of everything. */
  static final String KEY = "";

  static final OutputTag<Score> SCORES = new OutputTag<>("scores", Types.SCORE);

  private transient Judge<S> judge;
  private transient Tally tally;

  @SuppressWarnings("NullAway.Init") // set in open
  JudgeOperator(DetectorFactory detector, StateFiles files, Arrival arrival) {
    super(detector, files, arrival, Stages.<S>stateClass(), DetectorCodecs.JUDGE);
  }

  @Override
  String uid() {
    return Stages.judge(detector()).name();
  }

  @Override
  Codec<S> codec() {
    return Stages.<S>judge(detector()).codec();
  }

  @Override
  public void open() throws Exception {
    super.open();
    judge = Stages.judge(detector());
    tally = new Tally(getRuntimeContext());
  }

  @Override
  @Nullable String key(Event event) {
    return KEY;
  }

  @Override
  S fresh() {
    return judge.fresh();
  }

  @Override
  void process(S state, Observation observation) {
    Score score = judge.judge(state, observation, this::emit);
    long time = score.timeMillis();
    output.collect(SCORES, new StreamRecord<>(score, time));
    tally.count(Counters.SCORED);
    if (observation.late()) {
      tally.count(Counters.LATE);
    }
  }

  @Override
  void heed(@Nullable S known, Verdict verdict, Observation observation) {
    tally.count(Counters.VERDICTS);
    if (observation.late()) {
      tally.count(Counters.LATE);
    }
    if (known != null) {
      judge.heed(known, verdict);
    }
  }

  private void emit(Alert alert) {
    output.collect(new StreamRecord<>(AlertMapper.toAvro(alert), alert.detectedAtMillis()));
    tally.count(Counters.ALERTS_OF_SEVERITY + alert.severity().name().toLowerCase(Locale.ROOT));
    tally.count(Counters.ALERTS_OF_KIND + alert.kind().name().toLowerCase(Locale.ROOT));
  }

  @Override
  void passBy(Observation observation) {
    throw new IllegalStateException("every event has the judge's key");
  }
}
