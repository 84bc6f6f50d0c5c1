package dev.pubwatch.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Binary form of an {@link Observation}: the event, then only what the stages said. */
public final class ObservationCodec implements Codec<Observation> {
  private static final Trait[] TRAITS = Trait.values();
  private static final Measure[] MEASURES = Measure.values();
  private static final Switch[] SWITCHES = Switch.values();
  private static final Reach[] REACHES = Reach.values();
  private static final int END = 0xFF;
  private static final int TURNED = 1;
  private static final int FRESH = 2;

  private final EventCodec events = new EventCodec();

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(Observation o, DataOutput out) throws IOException {
    events.write(o.event(), out);
    out.writeBoolean(o.late());
    Wire.unsigned(out, o.history());
    writeSeen(o, out);
    writeReadings(o, out);
    writeTurns(o, out);
    writeReach(o, out);
    Wire.strings(out, o.repositories());
    Wire.unsigned(out, o.pastUses().size());
    for (PastUse use : o.pastUses()) {
      use.write(out);
    }
  }

  private static void writeSeen(Observation o, DataOutput out) throws IOException {
    for (Trait trait : TRAITS) {
      Seen s = o.seen(trait);
      if (s != null) {
        out.writeByte(trait.code());
        out.writeDouble(s.n());
        Wire.unsigned(out, s.k());
        out.writeDouble(s.nx());
        out.writeDouble(s.below());
        Wire.unsigned(out, s.recent());
        Wire.string(out, s.usual());
        out.writeDouble(s.usualCount());
      }
    }
    out.writeByte(END);
  }

  private static void writeReadings(Observation o, DataOutput out) throws IOException {
    for (Measure measure : MEASURES) {
      Reading r = o.reading(measure);
      if (r != null) {
        out.writeByte(measure.code());
        out.writeDouble(r.value());
        out.writeDouble(r.tail());
        out.writeDouble(r.n());
        out.writeDouble(r.usual());
      }
    }
    out.writeByte(END);
  }

  private static void writeTurns(Observation o, DataOutput out) throws IOException {
    for (Switch which : SWITCHES) {
      Turn t = o.turn(which);
      if (t != null) {
        out.writeByte(which.code());
        out.writeByte((t.turned() ? TURNED : 0) | (t.fresh() ? FRESH : 0));
        out.writeDouble(t.history());
        out.writeDouble(t.turns());
        Wire.string(out, t.what());
      }
    }
    out.writeByte(END);
  }

  private static void writeReach(Observation o, DataOutput out) throws IOException {
    for (Reach which : REACHES) {
      List<Reached> values = o.reach(which);
      if (!values.isEmpty()) {
        out.writeByte(which.code());
        Wire.unsigned(out, values.size());
        for (Reached value : values) {
          Wire.string(out, value.value());
          out.writeLong(value.lastMillis());
        }
      }
    }
    out.writeByte(END);
  }

  @Override
  public Observation read(int version, DataInput in) throws IOException {
    requireVersion("observation", version);
    Observation o = new Observation(events.read(1, in));
    if (in.readBoolean()) {
      o.markLate();
    }
    o.history(Wire.unsigned(in));
    for (int code = in.readUnsignedByte(); code != END; code = in.readUnsignedByte()) {
      o.add(Trait.of(code), readSeen(in));
    }
    for (int code = in.readUnsignedByte(); code != END; code = in.readUnsignedByte()) {
      o.add(Measure.of(code), readReading(in));
    }
    for (int code = in.readUnsignedByte(); code != END; code = in.readUnsignedByte()) {
      o.add(Switch.of(code), readTurn(in));
    }
    for (int code = in.readUnsignedByte(); code != END; code = in.readUnsignedByte()) {
      o.add(Reach.of(code), readReach(in));
    }
    Wire.strings(in).forEach(o::addRepository);
    int uses = Wire.count(in);
    for (int i = 0; i < uses; i++) {
      o.addPastUse(PastUse.read(in));
    }
    return o;
  }

  private static Seen readSeen(DataInput in) throws IOException {
    return new Seen(
        in.readDouble(),
        Wire.count(in),
        in.readDouble(),
        in.readDouble(),
        Wire.count(in),
        Wire.string(in),
        in.readDouble());
  }

  private static List<Reached> readReach(DataInput in) throws IOException {
    int size = Wire.count(in);
    List<Reached> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(new Reached(Wire.text(in), in.readLong()));
    }
    return values;
  }

  private static Reading readReading(DataInput in) throws IOException {
    return new Reading(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
  }

  private static Turn readTurn(DataInput in) throws IOException {
    int flags = in.readByte();
    return new Turn(
        (flags & TURNED) != 0,
        (flags & FRESH) != 0,
        in.readDouble(),
        in.readDouble(),
        Wire.string(in));
  }

  @Override
  public Observation copy(Observation o) {
    Observation copy = new Observation(o.event());
    if (o.late()) {
      copy.markLate();
    }
    copy.history(o.history());
    for (Trait trait : TRAITS) {
      Seen seen = o.seen(trait);
      if (seen != null) {
        copy.add(trait, seen);
      }
    }
    for (Measure measure : MEASURES) {
      Reading reading = o.reading(measure);
      if (reading != null) {
        copy.add(measure, reading);
      }
    }
    for (Switch which : SWITCHES) {
      Turn turn = o.turn(which);
      if (turn != null) {
        copy.add(which, turn);
      }
    }
    o.repositories().forEach(copy::addRepository);
    o.pastUses().forEach(copy::addPastUse);
    for (Reach which : REACHES) {
      copy.add(which, o.reach(which));
    }
    return copy;
  }
}
