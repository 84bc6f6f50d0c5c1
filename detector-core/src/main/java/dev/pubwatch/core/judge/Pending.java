package dev.pubwatch.core.judge;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.ObservationCodec;
import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Events that alerted and are not yet part of what is normal for the stream. Each is learned once
 * it is {@link #AGE_MILLIS} old and nobody has confirmed it as an attack: an incident that nobody
 * noticed must not teach the detector that it is normal before it is over.
 *
 * <p>Bounded; the oldest is learned early to make room.
 */
final class Pending {
  /** 90 days: incidents went unnoticed for weeks, waves came back after five. */
  private static final long AGE_MILLIS = 90 * 86_400_000L;

  private static final int MAX_EVENTS = 4_096;
  private static final Codec<Observation> CODEC = new ObservationCodec();

  /**
   * One that waits.
   *
   * @param alertId the alert it belongs to; empty where none was told
   * @param raisedBits by how much its prior was raised when it was judged
   * @param counted whether its score is among the stream's already
   */
  record Held(Observation observation, String alertId, double raisedBits, boolean counted) {}

  private final ArrayDeque<Held> events = new ArrayDeque<>();

  void add(Held held) {
    events.addLast(held);
  }

  /** Hands on, oldest first, what is old enough or too much. */
  void release(long nowMillis, Consumer<Held> learn) {
    while (!events.isEmpty()
        && (events.size() > MAX_EVENTS
            || nowMillis - events.getFirst().observation().event().timeMillis() >= AGE_MILLIS)) {
      learn.accept(events.removeFirst());
    }
  }

  /** Takes out what belongs to an alert, and hands it on, oldest first. */
  void take(String alertId, Consumer<Held> consumer) {
    List<Held> taken = events.stream().filter(held -> held.alertId().equals(alertId)).toList();
    events.removeAll(taken);
    taken.forEach(consumer);
  }

  int size() {
    return events.size();
  }

  /** What waits is never changed again, so it is shared. */
  void copyFrom(Pending other) {
    events.addAll(other.events);
  }

  void write(DataOutput out) throws IOException {
    Wire.unsigned(out, events.size());
    for (Held held : events) {
      CODEC.write(held.observation(), out);
      Wire.string(out, held.alertId());
      out.writeDouble(held.raisedBits());
      out.writeBoolean(held.counted());
    }
  }

  void read(DataInput in) throws IOException {
    int size = Wire.count(in);
    for (int i = 0; i < size; i++) {
      Observation o = CODEC.read(CODEC.version(), in);
      events.addLast(new Held(o, Wire.text(in), in.readDouble(), in.readBoolean()));
    }
  }
}
