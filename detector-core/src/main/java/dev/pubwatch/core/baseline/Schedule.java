package dev.pubwatch.core.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Whether an entity keeps a schedule: a monthly job, a nightly bot, a release train. Knows the
 * typical gap between its sessions and how far they stray from it, both in octaves and as moving
 * averages over the last eight gaps, so that a changed schedule is believed after a few turns.
 *
 * <p>People's gaps stray by an octave and more; a month of 28 to 31 days strays by a twentieth.
 */
final class Schedule {
  private static final float MEMORY_GAPS = 8;
  private static final float MIN_GAPS = 4;

  /** Gaps within 15 % of each other. */
  private static final float REGULAR_OCTAVES = 0.2f;

  /** A quarter late is still the same turn: a holiday, a queue, a longer month. */
  private static final double LATE_OCTAVES = 0.32;

  private float gaps;
  private float typicalBits;
  private float strayBits;

  /** Whether a gap of log2 hours ends when, or before, the next turn of a kept schedule is due. */
  boolean expects(double gapBits) {
    return isKept() && gapBits <= typicalBits + Math.max(LATE_OCTAVES, 2 * strayBits);
  }

  boolean isKept() {
    return gaps >= MIN_GAPS && strayBits <= REGULAR_OCTAVES;
  }

  void learn(double gapBits) {
    if (gaps > 0) {
      float stray = (float) Math.abs(gapBits - typicalBits);
      strayBits += (stray - strayBits) / Math.min(gaps, MEMORY_GAPS);
    }
    gaps = Math.min(gaps + 1, MEMORY_GAPS);
    typicalBits += (float) (gapBits - typicalBits) / gaps;
  }

  Schedule copy() {
    Schedule copy = new Schedule();
    copy.gaps = gaps;
    copy.typicalBits = typicalBits;
    copy.strayBits = strayBits;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeByte((int) gaps);
    if (gaps > 0) {
      out.writeFloat(typicalBits);
      out.writeFloat(strayBits);
    }
  }

  static Schedule read(DataInput in) throws IOException {
    Schedule schedule = new Schedule();
    schedule.gaps = in.readUnsignedByte();
    if (schedule.gaps > 0) {
      schedule.typicalBits = in.readFloat();
      schedule.strayBits = in.readFloat();
    }
    return schedule;
  }
}
