package dev.pubwatch.core.correlate;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.PastUse;
import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Indicators that were reported, and what lately showed something that may be; bounded. */
public final class ExposureState {
  static final int MAX_REPORTED = 20_000;
  static final int MAX_KEPT = 20_000;

  /** By indicator, longest untouched first. */
  final Map<String, Exposed> reported = new LinkedHashMap<>();

  /** By hash of what may be reported, longest untouched first. */
  final Map<Long, PastUse> kept = new LinkedHashMap<>();

  ExposureState() {}

  void keep(long what, PastUse use) {
    PastUse before = kept.remove(what);
    kept.put(what, before == null ? use : before.and(use));
    trim(kept, MAX_KEPT);
  }

  void report(Exposed exposed) {
    reported.put(exposed.indicator, exposed);
    trim(reported, MAX_REPORTED);
  }

  private static void trim(Map<?, ?> map, int most) {
    Iterator<?> oldestFirst = map.keySet().iterator();
    while (map.size() > most) {
      oldestFirst.next();
      oldestFirst.remove();
    }
  }

  /** Versioned form. */
  static final class ExposureCodec implements Codec<ExposureState> {
    @Override
    public int version() {
      return 1;
    }

    @Override
    public void write(ExposureState state, DataOutput out) throws IOException {
      Wire.unsigned(out, state.reported.size());
      for (Exposed exposed : state.reported.values()) {
        exposed.write(out);
      }
      Wire.unsigned(out, state.kept.size());
      for (Map.Entry<Long, PastUse> entry : state.kept.entrySet()) {
        out.writeLong(entry.getKey());
        entry.getValue().write(out);
      }
    }

    @Override
    public ExposureState read(int version, DataInput in) throws IOException {
      requireVersion("exposures", version);
      ExposureState state = new ExposureState();
      int reported = Wire.count(in);
      for (int i = 0; i < reported; i++) {
        state.report(Exposed.read(in));
      }
      int kept = Wire.count(in);
      for (int i = 0; i < kept; i++) {
        state.kept.put(in.readLong(), PastUse.read(in));
      }
      return state;
    }

    @Override
    public ExposureState copy(ExposureState value) {
      ExposureState copy = new ExposureState();
      value.reported.values().forEach(exposed -> copy.report(exposed.copy()));
      copy.kept.putAll(value.kept);
      return copy;
    }
  }
}
