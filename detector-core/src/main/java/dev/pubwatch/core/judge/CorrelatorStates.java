package dev.pubwatch.core.judge;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Verdict;
import dev.pubwatch.core.Wire;
import dev.pubwatch.core.correlate.Correlator;
import dev.pubwatch.core.correlate.Correlators;
import dev.pubwatch.core.correlate.Judged;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What each correlator remembers, in the order of {@link Correlators#ALL}. */
final class CorrelatorStates {
  private final List<Kept<?>> kept = new ArrayList<>();

  CorrelatorStates() {
    for (Correlator<?> correlator : Correlators.ALL) {
      kept.add(new Kept<>(correlator));
    }
  }

  void observe(Judged judged, Consumer<Alert> alerts) {
    kept.forEach(one -> one.observe(judged, alerts));
  }

  void heed(Verdict verdict) {
    kept.forEach(one -> one.heed(verdict));
  }

  void copyFrom(CorrelatorStates other) {
    for (int i = 0; i < kept.size(); i++) {
      kept.get(i).copyFrom(other.kept.get(i));
    }
  }

  void write(DataOutput out) throws IOException {
    Wire.unsigned(out, kept.size());
    for (Kept<?> one : kept) {
      one.write(out);
    }
  }

  /** An older state may hold fewer. */
  void read(DataInput in) throws IOException {
    int count = Wire.count(in);
    if (count > kept.size()) {
      throw new IOException(count + " correlators, expected at most " + kept.size());
    }
    for (int i = 0; i < count; i++) {
      kept.get(i).read(in);
    }
  }

  /** One correlator with its state. */
  private static final class Kept<S> {
    private final Correlator<S> correlator;
    private S state;

    Kept(Correlator<S> correlator) {
      this.correlator = correlator;
      this.state = correlator.fresh();
    }

    void observe(Judged judged, Consumer<Alert> alerts) {
      correlator.observe(state, judged, alerts);
    }

    void heed(Verdict verdict) {
      correlator.heed(state, verdict);
    }

    /** Both are of the same correlator, being at the same place in the list. */
    @SuppressWarnings("unchecked")
    void copyFrom(Kept<?> other) {
      state = correlator.codec().copy((S) other.state);
    }

    void write(DataOutput out) throws IOException {
      Codec<S> codec = correlator.codec();
      Wire.unsigned(out, codec.version());
      codec.write(state, out);
    }

    void read(DataInput in) throws IOException {
      int version = Wire.count(in);
      state = correlator.codec().read(version, in);
    }
  }
}
