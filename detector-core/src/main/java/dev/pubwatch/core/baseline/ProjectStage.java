package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.RepositoryMap;
import dev.pubwatch.core.Stage;
import dev.pubwatch.core.Trait;
import dev.pubwatch.core.Verdict;
import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is normal for a package or a repository. */
public final class ProjectStage implements Stage<ProjectStage.Baseline> {
  private final RepositoryMap configured;

  /**
   * @param configured repositories as the operator says
   */
  public ProjectStage(RepositoryMap configured) {
    this.configured = configured;
  }

  /** State of one project; parts it never needed stay absent. */
  public static final class Baseline {
    private @Nullable Releases releases;
    private @Nullable WorkflowEdits workflows;
    private @Nullable Origins origins;
    private @Nullable Origins runOrigins;
    private @Nullable Acts acts;
    private @Nullable NewOwners newOwners;
    private @Nullable String ownerKey;
    private @Nullable SourceRepository repository;

    Baseline() {}
  }

  @Override
  public String name() {
    return "project-baseline";
  }

  @Override
  public @Nullable String key(Event event) {
    return event.project();
  }

  @Override
  public Baseline fresh() {
    return new Baseline();
  }

  @Override
  public void observe(Baseline state, Observation o) {
    Event e = o.event();
    String owner = OwnerStage.keyOf(e);
    state.ownerKey = owner == null ? state.ownerKey : owner;
    if (e.kind() != EventKind.CI) {
      state.repository = SourceRepository.observe(state.repository, o, configured);
    }
    if (e.kind() == EventKind.PUBLISH && e.action().equals("release:publish")) {
      Releases releases = state.releases == null ? new Releases() : state.releases;
      state.releases = releases;
      releases.observe(o, state.acts == null ? null : state.acts.runs());
      if (state.newOwners != null) {
        state.newOwners.observe(o, o.seen(Trait.PUBLISHER_OF_PROJECT));
      }
    } else if (e.kind() == EventKind.CI && changesWorkflow(e)) {
      WorkflowEdits workflows = state.workflows == null ? new WorkflowEdits() : state.workflows;
      state.workflows = workflows;
      workflows.observe(o);
    } else if (NewOwners.isAdded(e)) {
      NewOwners newOwners = state.newOwners == null ? new NewOwners() : state.newOwners;
      state.newOwners = newOwners;
      newOwners.added(e);
    }
    if (Acts.isOne(e)) {
      Acts acts = state.acts == null ? new Acts() : state.acts;
      state.acts = acts;
      acts.observe(o, state.releases == null ? 0 : state.releases.count());
    }
    boolean ci = e.networkKind().equals("ci");
    if (ci || e.ip() != null || e.asn() >= 0 || e.country() != null) {
      observeOrigin(state, o);
    }
  }

  /** Workflows with a credential of their own are compared with each other, people with people. */
  private static void observeOrigin(Baseline state, Observation o) {
    boolean run = Credentials.isOfOneRun(o.event());
    Origins known = run ? state.runOrigins : state.origins;
    Origins origins = known == null ? new Origins() : known;
    state.runOrigins = run ? origins : state.runOrigins;
    state.origins = run ? state.origins : origins;
    origins.observe(o, Origins.PROJECT);
  }

  @Override
  public boolean heed(Baseline state, Verdict verdict) {
    boolean any = state.releases != null && state.releases.heed(verdict);
    any |= state.workflows != null && state.workflows.heed(verdict);
    any |= state.origins != null && state.origins.heed(verdict);
    any |= state.runOrigins != null && state.runOrigins.heed(verdict);
    any |= state.acts != null && state.acts.heed(verdict);
    any |= state.newOwners != null && state.newOwners.heed(verdict);
    return any;
  }

  static boolean changesWorkflow(Event e) {
    return e.action().equals("workflow:create") || e.action().equals("workflow:update");
  }

  @Override
  public void describe(Baseline state, Describer out) {
    if (state.releases != null) {
      state.releases.describe(out);
    }
    if (state.workflows != null) {
      state.workflows.describe(new Prefixed("workflow_", out));
    }
    if (state.origins != null) {
      state.origins.describe(out);
    }
    if (state.repository != null) {
      out.fact("released_from", state.repository.name());
    }
    if (state.ownerKey != null) {
      out.link(OwnerStage.NAME, state.ownerKey);
    }
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
      out.writeByte(
          (b.releases == null ? 0 : 1)
              | (b.workflows == null ? 0 : 2)
              | (b.origins == null ? 0 : 4)
              | (b.acts == null ? 0 : 8)
              | (b.newOwners == null ? 0 : 16)
              | (b.runOrigins == null ? 0 : 32)
              | (b.ownerKey == null ? 0 : 64)
              | (b.repository == null ? 0 : 128));
      if (b.releases != null) {
        b.releases.write(out);
      }
      if (b.workflows != null) {
        b.workflows.write(out);
      }
      if (b.origins != null) {
        b.origins.write(out);
      }
      if (b.acts != null) {
        b.acts.write(out);
      }
      if (b.newOwners != null) {
        b.newOwners.write(out);
      }
      if (b.runOrigins != null) {
        b.runOrigins.write(out);
      }
      if (b.ownerKey != null) {
        Wire.string(out, b.ownerKey);
      }
      if (b.repository != null) {
        b.repository.write(out);
      }
    }

    @Override
    public Baseline read(int version, DataInput in) throws IOException {
      requireVersion("project baseline", version);
      int parts = in.readUnsignedByte();
      Baseline b = new Baseline();
      b.releases = (parts & 1) == 0 ? null : Releases.read(in);
      b.workflows = (parts & 2) == 0 ? null : WorkflowEdits.read(in);
      b.origins = (parts & 4) == 0 ? null : Origins.read(in);
      b.acts = (parts & 8) == 0 ? null : Acts.read(in);
      b.newOwners = (parts & 16) == 0 ? null : NewOwners.read(in);
      b.runOrigins = (parts & 32) == 0 ? null : Origins.read(in);
      b.ownerKey = (parts & 64) == 0 ? null : Wire.text(in);
      b.repository = (parts & 128) == 0 ? null : SourceRepository.read(in);
      return b;
    }

    @Override
    public Baseline copy(Baseline value) {
      Baseline copy = new Baseline();
      copy.releases = value.releases == null ? null : value.releases.copy();
      copy.workflows = value.workflows == null ? null : value.workflows.copy();
      copy.origins = value.origins == null ? null : value.origins.copy();
      copy.acts = value.acts == null ? null : value.acts.copy();
      copy.newOwners = value.newOwners == null ? null : value.newOwners.copy();
      copy.runOrigins = value.runOrigins == null ? null : value.runOrigins.copy();
      copy.ownerKey = value.ownerKey;
      copy.repository = value.repository;
      return copy;
    }
  }
}
