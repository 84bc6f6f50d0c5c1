package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Turn;
import dev.pubwatch.core.Verdict;
import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How often a yes/no of an entity turned, out of how many times it could have. While it stays
 * turned it keeps being reported for {@link #REPORTED_MILLIS}, so that an intruder's second release
 * is seen in the light of his first. A day's turns weigh as {@link DailyWeight} says. A verdict
 * ends that time, or stretches it and leaves the last day's turns out.
 */
final class SwitchCounter {
  /** One day, for which an alert stays open too. */
  private static final long REPORTED_MILLIS = 86_400_000L;

  private static final float DECAY_AT = 512;

  private float chances;
  private float turns;
  private long turnedAtMillis = Long.MIN_VALUE;
  private @Nullable String turnedTo;
  private long dayMillis;
  private int dayTurns;
  private @Nullable Ruling ruling;

  /** Looks and learns. */
  Turn observe(boolean turned, boolean stillTurned, @Nullable String what, long nowMillis) {
    boolean young =
        stillTurned
            && turnedAtMillis != Long.MIN_VALUE
            && Ruling.isYoung(ruling, turnedAtMillis, REPORTED_MILLIS, nowMillis);
    turnedTo = turned ? what : turnedTo;
    Turn turn =
        new Turn(turned || young, turned, chances, usualTurns(), turned || young ? turnedTo : null);
    chances++;
    if (turned) {
      learnTurn(nowMillis);
    }
    if (chances > DECAY_AT) {
      chances /= 2;
      turns /= 2;
    }
    return turn;
  }

  private void learnTurn(long nowMillis) {
    if (Ruling.isHeld(ruling)) {
      turns = usualTurns();
      dayTurns = 0;
    }
    ruling = null;
    if (dayTurns == 0 || DailyWeight.isOver(dayMillis, nowMillis)) {
      dayMillis = nowMillis;
      dayTurns = 0;
    }
    turns += DailyWeight.next(dayTurns++);
    turnedAtMillis = nowMillis;
  }

  /** Turns that count: without those of the last day when they are held back. */
  private float usualTurns() {
    return Ruling.isHeld(ruling) ? Math.max(0, turns - DailyWeight.ofDay(dayTurns)) : turns;
  }

  /** Takes a verdict; true when it is about the last turn. */
  boolean heed(Verdict verdict) {
    boolean concerned = turnedAtMillis != Long.MIN_VALUE && verdict.beganWith(turnedAtMillis);
    ruling = Ruling.after(ruling, verdict, concerned);
    return concerned;
  }

  SwitchCounter copy() {
    SwitchCounter copy = new SwitchCounter();
    copy.chances = chances;
    copy.turns = turns;
    copy.turnedAtMillis = turnedAtMillis;
    copy.turnedTo = turnedTo;
    copy.dayMillis = dayMillis;
    copy.dayTurns = dayTurns;
    copy.ruling = ruling;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeFloat(chances);
    out.writeFloat(turns);
    out.writeBoolean(turnedAtMillis != Long.MIN_VALUE);
    if (turnedAtMillis != Long.MIN_VALUE) {
      out.writeLong(turnedAtMillis);
      Wire.string(out, turnedTo);
      out.writeLong(dayMillis);
      Wire.unsigned(out, dayTurns);
      Ruling.write(ruling, out);
    }
  }

  static SwitchCounter read(DataInput in) throws IOException {
    SwitchCounter counter = new SwitchCounter();
    counter.chances = in.readFloat();
    counter.turns = in.readFloat();
    if (in.readBoolean()) {
      counter.turnedAtMillis = in.readLong();
      counter.turnedTo = Wire.string(in);
      counter.dayMillis = in.readLong();
      counter.dayTurns = (int) Math.min(Integer.MAX_VALUE, Wire.unsigned(in));
      counter.ruling = Ruling.read(in);
    }
    return counter;
  }
}
