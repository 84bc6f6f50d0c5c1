package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Turn;
import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How often a yes/no of an entity turned, out of how many times it could have. While it stays
 * turned it keeps being reported for {@link #REPORTED_MILLIS}, so that an intruder's second release
 * is seen in the light of his first.
 */
final class SwitchCounter {
  /** One day, for which an alert stays open too. */
  private static final long REPORTED_MILLIS = 86_400_000L;

  private static final float DECAY_AT = 512;

  private float chances;
  private float turns;
  private long turnedAtMillis = Long.MIN_VALUE;
  private @Nullable String turnedTo;

  /** Looks and learns. */
  Turn observe(boolean turned, boolean stillTurned, @Nullable String what, long nowMillis) {
    boolean young =
        stillTurned
            && turnedAtMillis != Long.MIN_VALUE
            && nowMillis - turnedAtMillis < REPORTED_MILLIS;
    turnedTo = turned ? what : turnedTo;
    Turn turn =
        new Turn(turned || young, turned, chances, turns, turned || young ? turnedTo : null);
    chances++;
    if (turned) {
      turns++;
      turnedAtMillis = nowMillis;
    }
    if (chances > DECAY_AT) {
      chances /= 2;
      turns /= 2;
    }
    return turn;
  }

  SwitchCounter copy() {
    SwitchCounter copy = new SwitchCounter();
    copy.chances = chances;
    copy.turns = turns;
    copy.turnedAtMillis = turnedAtMillis;
    copy.turnedTo = turnedTo;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeFloat(chances);
    out.writeFloat(turns);
    out.writeBoolean(turnedAtMillis != Long.MIN_VALUE);
    if (turnedAtMillis != Long.MIN_VALUE) {
      out.writeLong(turnedAtMillis);
      Wire.string(out, turnedTo);
    }
  }

  static SwitchCounter read(DataInput in) throws IOException {
    SwitchCounter counter = new SwitchCounter();
    counter.chances = in.readFloat();
    counter.turns = in.readFloat();
    if (in.readBoolean()) {
      counter.turnedAtMillis = in.readLong();
      counter.turnedTo = Wire.string(in);
    }
    return counter;
  }
}
