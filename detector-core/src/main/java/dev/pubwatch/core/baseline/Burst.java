package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Reading;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How many distinct things an entity touches within a window, against what it is used to. */
final class Burst {
  private static final int BINS = 16;

  private RecentValues recent;
  private Quantiles usual = new Quantiles(BINS, 0, 0.5);

  Burst(int cap, long windowMillis) {
    recent = new RecentValues(cap, windowMillis);
  }

  /** Looks and learns; the value is log2 of the count, so 0 for a single one. */
  Reading observe(String value, long nowMillis) {
    double count = StrictMath.log(recent.add(value, nowMillis)) / StrictMath.log(2);
    Reading reading = usual.look(count);
    usual.learn(count);
    return reading;
  }

  void describe(String name, String unit, Describer out) {
    usual.describeLog2(name, unit, 0, out);
  }

  Burst copy() {
    Burst copy = new Burst(0, 0);
    copy.recent = recent.copy();
    copy.usual = usual.copy();
    return copy;
  }

  void write(DataOutput out) throws IOException {
    recent.write(out);
    usual.write(out);
  }

  /** Reads into a fresh burst. */
  void read(DataInput in) throws IOException {
    recent.read(in);
    usual.read(in);
  }
}
