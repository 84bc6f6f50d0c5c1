package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Measure;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Reach;
import dev.pubwatch.core.Stage;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Turn;
import dev.pubwatch.core.Verdict;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is normal for an account, wherever it acts within one source. */
public final class ActorStage implements Stage<ActorStage.Baseline> {

  private static final int OWNERS = 32;
  private static final int PROJECTS = 24;
  private static final int CREDENTIALS = 12;
  private static final long TEN_MINUTES = 600_000L;

  /** State of one account. */
  public static final class Baseline {
    private Habits habits = new Habits();
    private Hours hours = new Hours();
    private long firstMillis;
    private Burst owners = newOwners();
    private Toolchain toolchain = new Toolchain();
    private SwitchCounter runDeleted = new SwitchCounter();
    private SwitchCounter tagMoved = new SwitchCounter();
    private Newcomer newcomer = new Newcomer();
    private LatestValues projects = new LatestValues(PROJECTS);
    private LatestValues credentials = new LatestValues(CREDENTIALS);

    private static Burst newOwners() {
      return new Burst(OWNERS, TEN_MINUTES);
    }

    private @Nullable Ruling ruling;

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
    if (!Credentials.isOfOneRun(o.event())) {
      boolean young = Ruling.isYoung(state.ruling, state.firstMillis, now);
      boolean first = state.habits.events() == 0;
      o.add(Switch.ACTOR_FIRST_SEEN, new Turn(young, first, 0, 0, o.event().actorId()));
    }
    state.newcomer.observe(o);
    state.habits.observe(o, Habits.OF_ACTOR);
    o.add(Measure.HOUR_OF_ACTOR, state.hours.observe(now));
    observeReleases(state, o);
    observeActs(state, o);
    observeReach(state, o);
  }

  /** A credential that dies with its run is nobody's to take; the last step knows all oddities. */
  private static void observeReach(Baseline state, Observation o) {
    Event e = o.event();
    if (e.project() != null) {
      state.projects.add(e.project(), e.timeMillis());
    }
    if (e.credentialId() != null && !Credentials.isOfOneRun(e)) {
      state.credentials.add(e.credentialId(), e.timeMillis());
    }
    if (o.mayAlert()) {
      o.add(Reach.PROJECTS_OF_ACTOR, state.projects.at(e.timeMillis()));
      o.add(Reach.CREDENTIALS_OF_ACTOR, state.credentials.at(e.timeMillis()));
    }
  }

  private static void observeReleases(Baseline state, Observation o) {
    Event e = o.event();
    if (!e.action().equals("release:publish")) {
      return;
    }
    String owner = e.owner();
    if (owner != null) {
      o.add(Measure.OWNERS_OF_ACTOR_10MIN, state.owners.observe(owner, e.timeMillis()));
    }
    state.toolchain.observe(o);
  }

  /** The account's own habit of what the project finds odd: a bot that tidies up everywhere. */
  private static void observeActs(Baseline state, Observation o) {
    Event e = o.event();
    if (o.turn(Switch.RUN_DELETED) != null) {
      boolean deletes = e.action().equals("run:delete");
      o.add(
          Switch.RUN_DELETED_BY_ACTOR,
          state.runDeleted.observe(deletes, deletes, null, e.timeMillis()));
    }
    if (o.turn(Switch.TAG_MOVED) != null) {
      boolean moves = e.action().equals("tag:move");
      o.add(Switch.TAG_MOVED_BY_ACTOR, state.tagMoved.observe(moves, moves, null, e.timeMillis()));
    }
  }

  @Override
  public boolean heed(Baseline state, Verdict verdict) {
    boolean concerned =
        verdict.beganWith(state.firstMillis)
            || verdict.foundYoung(state.firstMillis, ValueTable.PROBATION_MILLIS);
    state.ruling = Ruling.after(state.ruling, verdict, concerned);
    boolean any = state.habits.heed(verdict);
    any |= state.toolchain.heed(verdict);
    any |= state.runDeleted.heed(verdict);
    any |= state.tagMoved.heed(verdict);
    any |= concerned;
    return any;
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
      Ruling.write(b.ruling, out);
      b.owners.write(out);
      b.toolchain.write(out);
      b.runDeleted.write(out);
      b.tagMoved.write(out);
      b.newcomer.write(out);
      b.projects.write(out);
      b.credentials.write(out);
    }

    @Override
    public Baseline read(int version, DataInput in) throws IOException {
      requireVersion("actor baseline", version);
      Baseline b = new Baseline();
      b.habits = Habits.read(in);
      b.hours.read(in);
      b.firstMillis = in.readLong();
      b.ruling = Ruling.read(in);
      b.owners.read(in);
      b.toolchain = Toolchain.read(in);
      b.runDeleted = SwitchCounter.read(in);
      b.tagMoved = SwitchCounter.read(in);
      b.newcomer = Newcomer.read(in);
      b.projects = LatestValues.read(PROJECTS, in);
      b.credentials = LatestValues.read(CREDENTIALS, in);
      return b;
    }

    @Override
    public Baseline copy(Baseline value) {
      Baseline copy = new Baseline();
      copy.habits = value.habits.copy();
      copy.hours = value.hours.copy();
      copy.firstMillis = value.firstMillis;
      copy.ruling = value.ruling;
      copy.owners = value.owners.copy();
      copy.toolchain = value.toolchain.copy();
      copy.runDeleted = value.runDeleted.copy();
      copy.tagMoved = value.tagMoved.copy();
      copy.newcomer = value.newcomer.copy();
      copy.projects = value.projects.copy();
      copy.credentials = value.credentials.copy();
      return copy;
    }
  }
}
