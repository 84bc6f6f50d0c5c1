package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Reading;
import dev.pubwatch.core.surprise.Log2;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How many distinct things an entity touches within a window, against what it is used to.
 *
 * <p>What it is used to are the peaks of its past bursts, each learned once and only when it is
 * over: a train of a hundred is one train, and a burst under way is no past of its own.
 */
final class Burst {
  private static final int BINS = 16;

  private RecentValues recent;
  private Quantiles usual = new Quantiles(BINS, 0, 0.5);
  private final long windowMillis;
  private float peak = -1;

  Burst(int cap, long windowMillis) {
    this.recent = new RecentValues(cap, windowMillis);
    this.windowMillis = windowMillis;
  }

  /** Looks and learns; the value is log2 of the count, so 0 for a single one. */
  Reading observe(String value, long nowMillis) {
    if (peak >= 0 && nowMillis - recent.latestMillis() >= windowMillis) {
      usual.learn(peak);
      peak = -1;
    }
    double count = Log2.of(recent.add(value, nowMillis));
    peak = Math.max(peak, (float) count);
    return usual.look(count);
  }

  void describe(String name, String unit, Describer out) {
    usual.describeLog2(name, unit, 0, out);
  }

  Burst copy() {
    Burst copy = new Burst(0, windowMillis);
    copy.recent = recent.copy();
    copy.usual = usual.copy();
    copy.peak = peak;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    recent.write(out);
    usual.write(out);
    out.writeFloat(peak);
  }

  /** Reads into a fresh burst. */
  void read(DataInput in) throws IOException {
    recent.read(in);
    usual.read(in);
    peak = in.readFloat();
  }
}
