package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Measure;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Stage;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Turn;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is normal for an account, wherever it acts within one source. */
public final class ActorStage implements Stage<ActorStage.Baseline> {

  /** State of one account. */
  public static final class Baseline {
    private Habits habits = new Habits();
    private Hours hours = new Hours();
    private long firstMillis;

    Baseline() {}
  }

  @Override
  public String name() {
    return "actor-baseline";
  }

  @Override
  public @Nullable String key(Event event) {
    return event.actorId() == null ? null : event.source() + "|" + event.actorId();
  }

  @Override
  public Baseline fresh() {
    return new Baseline();
  }

  @Override
  public void observe(Baseline state, Observation o) {
    long now = o.event().timeMillis();
    if (state.habits.events() == 0) {
      state.firstMillis = now;
    }
    boolean young = now - state.firstMillis < ValueTable.PROBATION_MILLIS;
    o.add(Switch.ACTOR_FIRST_SEEN, new Turn(young, o.history(), 0, o.event().actorId()));
    state.habits.observe(o, Habits.OF_ACTOR);
    o.add(Measure.HOUR_OF_ACTOR, state.hours.observe(o.event().timeMillis()));
  }

  @Override
  public void describe(Baseline state, Describer out) {
    out.time("first_event", state.firstMillis);
    state.habits.describe(out);
    state.hours.describe(out);
  }

  @Override
  public Codec<Baseline> codec() {
    return new BaselineCodec();
  }

  private static final class BaselineCodec implements Codec<Baseline> {
    @Override
    public int version() {
      return 1;
    }

    @Override
    public void write(Baseline b, DataOutput out) throws IOException {
      b.habits.write(out);
      b.hours.write(out);
      out.writeLong(b.firstMillis);
    }

    @Override
    public Baseline read(int version, DataInput in) throws IOException {
      if (version != 1) {
        throw new IOException("actor baseline of version " + version + ", expected 1");
      }
      Baseline b = new Baseline();
      b.habits = Habits.read(in);
      b.hours.read(in);
      b.firstMillis = in.readLong();
      return b;
    }

    @Override
    public Baseline copy(Baseline value) {
      Baseline copy = new Baseline();
      copy.habits = value.habits.copy();
      copy.hours = value.hours.copy();
      copy.firstMillis = value.firstMillis;
      return copy;
    }
  }
}
