package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import dev.pubwatch.core.Measure;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Stage;
import dev.pubwatch.core.Trait;
import dev.pubwatch.core.Verdict;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is normal for a scope, organisation or account over all its projects. */
public final class OwnerStage implements Stage<OwnerStage.Baseline> {
  static final String NAME = "owner-baseline";

  private static final int PUBLISHERS = 24;
  private static final long TEN_MINUTES = 600_000L;

  /** State of one owner. */
  public static final class Baseline {
    private ValueTable publishers = new ValueTable(PUBLISHERS);
    private Burst repositories = newRepositories();
    private @Nullable NewOwners newOwners;

    Baseline() {}

    private static Burst newRepositories() {
      return new Burst(32, TEN_MINUTES);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public @Nullable String key(Event event) {
    return keyOf(event);
  }

  static @Nullable String keyOf(Event event) {
    boolean relevant =
        event.kind() == EventKind.PUBLISH
            || event.kind() == EventKind.VERDICT
            || ProjectStage.changesWorkflow(event)
            || NewOwners.isAdded(event);
    return relevant && event.owner() != null ? event.source() + "|" + event.owner() : null;
  }

  @Override
  public Baseline fresh() {
    return new Baseline();
  }

  @Override
  public void observe(Baseline state, Observation o) {
    Event e = o.event();
    long now = e.timeMillis();
    String actor = e.actorId();
    boolean publishes = e.kind() == EventKind.PUBLISH && !NewOwners.isAdded(e);
    if (publishes && actor != null) {
      o.add(Trait.PUBLISHER_OF_OWNER, state.publishers.look(actor, now));
      state.publishers.learn(actor, now);
    }
    observeNewOwners(state, o);
    String project = e.project();
    if (ProjectStage.changesWorkflow(e) && project != null) {
      o.add(Measure.REPOSITORIES_OF_OWNER_10MIN, state.repositories.observe(project, now));
    }
  }

  private static void observeNewOwners(Baseline state, Observation o) {
    Event e = o.event();
    if (NewOwners.isAdded(e)) {
      NewOwners newOwners = state.newOwners == null ? new NewOwners() : state.newOwners;
      state.newOwners = newOwners;
      newOwners.added(e);
    } else if (e.action().equals("release:publish") && state.newOwners != null) {
      state.newOwners.observe(o, o.seen(Trait.PUBLISHER_OF_OWNER));
    }
  }

  @Override
  public boolean heed(Baseline state, Verdict verdict) {
    boolean any = state.publishers.heed(verdict, verdict.event().actorId());
    any |= state.newOwners != null && state.newOwners.heed(verdict);
    return any;
  }

  @Override
  public void describe(Baseline state, Describer out) {
    state.publishers.describe("publishers", out);
    state.repositories.describe("repositories_changed_within_10_minutes", "repositories", out);
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
      b.publishers.write(out);
      b.repositories.write(out);
      out.writeBoolean(b.newOwners != null);
      if (b.newOwners != null) {
        b.newOwners.write(out);
      }
    }

    @Override
    public Baseline read(int version, DataInput in) throws IOException {
      requireVersion("owner baseline", version);
      Baseline b = new Baseline();
      b.publishers = ValueTable.read(PUBLISHERS, in);
      b.repositories.read(in);
      b.newOwners = in.readBoolean() ? NewOwners.read(in) : null;
      return b;
    }

    @Override
    public Baseline copy(Baseline value) {
      Baseline copy = new Baseline();
      copy.publishers = value.publishers.copy();
      copy.repositories = value.repositories.copy();
      copy.newOwners = value.newOwners == null ? null : value.newOwners.copy();
      return copy;
    }
  }
}
