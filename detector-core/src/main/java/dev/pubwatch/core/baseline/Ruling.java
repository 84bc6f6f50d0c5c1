package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Verdict;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict made of one thing that was new: settled, it is no longer young; held, it counts
 * for nothing and stays odd. Nothing is thrown away, so that taking the verdict back is leaving the
 * ruling out.
 *
 * @param held whether it is held against the thing; else the thing is settled
 * @param alert hash of the alert's id
 * @param decidedMillis when the verdict was given
 */
record Ruling(boolean held, long alert, long decidedMillis) {
  /** A year: as long as half of what a baseline knows lasts. */
  static final long HELD_MILLIS = 365 * 86_400_000L;

  private static final int NONE = 0;
  private static final int SETTLED = 1;
  private static final int HELD = 2;

  /**
   * The ruling after a verdict; the same again when it is not about the thing or was overtaken.
   *
   * @param concerned whether the thing was new in the alert's events
   */
  static @Nullable Ruling after(@Nullable Ruling before, Verdict verdict, boolean concerned) {
    boolean overtaken = before != null && before.decidedMillis > verdict.decidedMillis();
    boolean sameAlert = before != null && before.alert == verdict.alertHash();
    if (overtaken || !(sameAlert || concerned)) {
      return before;
    }
    return switch (verdict.kind()) {
      case BENIGN -> new Ruling(false, verdict.alertHash(), verdict.decidedMillis());
      case CONFIRMED -> new Ruling(true, verdict.alertHash(), verdict.decidedMillis());
      case WITHDRAWN -> sameAlert ? null : before;
    };
  }

  /** Whether a ruling, if there is one, holds something against the thing. */
  static boolean isHeld(@Nullable Ruling ruling) {
    return ruling != null && ruling.held;
  }

  /** Whether the thing may begin anew: held once, and long ago. */
  static boolean isOver(@Nullable Ruling ruling, long nowMillis) {
    return ruling != null && ruling.held && nowMillis - ruling.decidedMillis >= HELD_MILLIS;
  }

  /** Whether something that began at a moment is too young to be usual. */
  static boolean isYoung(@Nullable Ruling ruling, long beganMillis, long nowMillis) {
    return isYoung(ruling, beganMillis, ValueTable.PROBATION_MILLIS, nowMillis);
  }

  static boolean isYoung(
      @Nullable Ruling ruling, long beganMillis, long youngMillis, long nowMillis) {
    if (ruling != null) {
      return ruling.held && nowMillis - ruling.decidedMillis < HELD_MILLIS;
    }
    return nowMillis - beganMillis < youngMillis;
  }

  static void write(@Nullable Ruling ruling, DataOutput out) throws IOException {
    out.writeByte(ruling == null ? NONE : ruling.held ? HELD : SETTLED);
    if (ruling != null) {
      out.writeLong(ruling.alert);
      out.writeLong(ruling.decidedMillis);
    }
  }

  static @Nullable Ruling read(DataInput in) throws IOException {
    int kind = in.readByte();
    return kind == NONE ? null : new Ruling(kind == HELD, in.readLong(), in.readLong());
  }
}
