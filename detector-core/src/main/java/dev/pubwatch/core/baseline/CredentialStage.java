package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Reach;
import dev.pubwatch.core.RepositoryMap;
import dev.pubwatch.core.Stage;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Turn;
import dev.pubwatch.core.Verdict;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is normal for a credential, and whether it is known to have leaked. */
public final class CredentialStage implements Stage<CredentialStage.Baseline> {
  /** Ten minutes: a token that is made and used at once was made for that use. */
  private static final long JUST_CREATED_MILLIS = 600_000L;

  /** A month: a token made in earnest is used before that. */
  private static final long LONG_AGO_MILLIS = 30 * 86_400_000L;

  /** A week after its last use a credential of one run is long void: one a release would add up. */
  private static final long KEPT_MILLIS = 7 * 86_400_000L;

  private static final int PROJECTS = 24;

  private final RepositoryMap configured;

  /**
   * @param configured repositories as the operator says
   */
  public CredentialStage(RepositoryMap configured) {
    this.configured = configured;
  }

  /** State of one credential. */
  public static final class Baseline {
    private Habits habits = new Habits();
    private SwitchCounter justCreated = new SwitchCounter();
    private long exposedAtMillis = Long.MAX_VALUE;
    private long firstUseMillis = Long.MIN_VALUE;
    private boolean oldAtFirstUse;
    private UseLog uses = new UseLog();
    private RunRepositories repositories = new RunRepositories();
    private LatestValues projects = new LatestValues(PROJECTS);

    Baseline() {}
  }

  @Override
  public String name() {
    return "credential-baseline";
  }

  @Override
  public @Nullable String key(Event event) {
    return event.credentialId();
  }

  @Override
  public Baseline fresh() {
    return new Baseline();
  }

  @Override
  public void observe(Baseline state, Observation o) {
    Event e = o.event();
    if (e.action().equals("token:exposed")) {
      state.exposedAtMillis = Math.min(state.exposedAtMillis, exposedAt(e));
      state.uses.tell(state.exposedAtMillis, o);
      o.add(Reach.PROJECTS_OF_CREDENTIAL, state.projects.at(e.timeMillis()));
      return;
    }
    if (!Credentials.isOfOneRun(e)) {
      state.uses.add(o, e.timeMillis() >= state.exposedAtMillis);
      state.repositories.observe(o, configured);
    }
    if (e.timeMillis() >= state.exposedAtMillis && !e.action().equals("token:delete")) {
      o.add(
          Switch.USED_AFTER_EXPOSURE,
          new Turn(true, true, state.habits.events(), 0, String.valueOf(state.exposedAtMillis)));
    }
    if (e.credentialCreatedAtMillis() >= 0 && !Credentials.isOfOneRun(e)) {
      observeAge(state, o);
    }
    state.habits.observe(o, Habits.OF_CREDENTIAL);
    observeReach(state, o);
  }

  private static void observeReach(Baseline state, Observation o) {
    Event e = o.event();
    if (e.project() != null) {
      state.projects.add(e.project(), e.timeMillis());
    }
    if (o.mayAlert()) {
      o.add(Reach.PROJECTS_OF_CREDENTIAL, state.projects.at(e.timeMillis()));
    }
  }

  private static void observeAge(Baseline state, Observation o) {
    Event e = o.event();
    long now = e.timeMillis();
    long ageMillis = now - e.credentialCreatedAtMillis();
    boolean young = ageMillis >= 0 && ageMillis < JUST_CREATED_MILLIS;
    if (e.action().equals("token:create") || e.action().equals("token:delete")) {
      return; // no use
    }
    boolean first = state.firstUseMillis == Long.MIN_VALUE;
    o.add(
        Switch.CREDENTIAL_JUST_CREATED,
        state.justCreated.observe(young && first, young, null, now));
    if (state.firstUseMillis == Long.MIN_VALUE) {
      state.firstUseMillis = now;
      state.oldAtFirstUse = ageMillis >= LONG_AGO_MILLIS;
    }
    boolean justBegun = now - state.firstUseMillis < ValueTable.PROBATION_MILLIS;
    String what = ageMillis / 86_400_000L + " days after it was made";
    o.add(
        Switch.OLD_CREDENTIAL_FIRST_USED,
        new Turn(
            state.oldAtFirstUse && justBegun,
            state.firstUseMillis == now,
            state.habits.events(),
            0,
            what));
  }

  @Override
  public boolean heed(Baseline state, Verdict verdict) {
    boolean any = state.habits.heed(verdict);
    any |= state.justCreated.heed(verdict);
    return any;
  }

  /**
   * Epoch milliseconds in attribute {@code exposed_at_ms}, at most the report's own time, which
   * stands where there is none.
   */
  private static long exposedAt(Event e) {
    String text = e.attributes().get("exposed_at_ms");
    if (text == null) {
      return e.timeMillis();
    }
    try {
      return Math.min(Long.parseLong(text), e.timeMillis());
    } catch (NumberFormatException ignored) {
      return e.timeMillis();
    }
  }

  /** One that lives on was used as such, and one that leaked is remembered. */
  @Override
  public long endMillis(Baseline state) {
    boolean livesOn = state.firstUseMillis != Long.MIN_VALUE || !state.uses.isEmpty();
    return livesOn || state.exposedAtMillis != Long.MAX_VALUE
        ? Long.MAX_VALUE
        : state.habits.lastMillis() + KEPT_MILLIS;
  }

  @Override
  public void describe(Baseline state, Describer out) {
    if (state.exposedAtMillis != Long.MAX_VALUE) {
      out.time("known_leaked_since", state.exposedAtMillis);
    }
    state.repositories.describe(out);
    state.habits.describe(out);
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
      b.justCreated.write(out);
      out.writeLong(b.exposedAtMillis);
      out.writeLong(b.firstUseMillis);
      out.writeBoolean(b.oldAtFirstUse);
      b.uses.write(out);
      b.repositories.write(out);
      b.projects.write(out);
    }

    @Override
    public Baseline read(int version, DataInput in) throws IOException {
      requireVersion("credential baseline", version);
      Baseline b = new Baseline();
      b.habits = Habits.read(in);
      b.justCreated = SwitchCounter.read(in);
      b.exposedAtMillis = in.readLong();
      b.firstUseMillis = in.readLong();
      b.oldAtFirstUse = in.readBoolean();
      b.uses = UseLog.read(in);
      b.repositories = RunRepositories.read(in);
      b.projects = LatestValues.read(PROJECTS, in);
      return b;
    }

    @Override
    public Baseline copy(Baseline value) {
      Baseline copy = new Baseline();
      copy.habits = value.habits.copy();
      copy.justCreated = value.justCreated.copy();
      copy.exposedAtMillis = value.exposedAtMillis;
      copy.firstUseMillis = value.firstUseMillis;
      copy.oldAtFirstUse = value.oldAtFirstUse;
      copy.uses = value.uses.copy();
      copy.repositories = value.repositories.copy();
      copy.projects = value.projects.copy();
      return copy;
    }
  }
}
