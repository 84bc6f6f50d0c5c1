package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Measure;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Reading;
import dev.pubwatch.core.Trait;
import dev.pubwatch.core.Verdict;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What somebody or something that acts is used to: pace, breadth, client, places, actions. */
final class Habits {
  private static final int CLIENTS = 8;
  private static final int PROGRAMS = 4;
  private static final int ACTIONS = 16;

  private static final long TEN_MINUTES = 600_000L;

  /** Log2 hours within which two quiet times are the same one. */
  private static final double SAME_QUIET = 0.1;

  private Rhythm rhythm = new Rhythm();
  private Burst projects = newProjects();
  private ValueTable clients = new ValueTable(CLIENTS);
  private ValueTable programs = new ValueTable(PROGRAMS);
  private ValueTable actions = new ValueTable(ACTIONS);
  private Origins origins = new Origins();

  /** Which names the habits are reported under. */
  record Names(
      Measure quiet,
      Measure projects,
      Trait client,
      Trait program,
      Trait action,
      Origins.Traits origins) {}

  static final Names OF_ACTOR =
      new Names(
          Measure.QUIET_OF_ACTOR,
          Measure.PROJECTS_OF_ACTOR_10MIN,
          Trait.CLIENT_OF_ACTOR,
          Trait.PROGRAM_OF_ACTOR,
          Trait.ACTION_OF_ACTOR,
          Origins.ACTOR);
  static final Names OF_CREDENTIAL =
      new Names(
          Measure.QUIET_OF_CREDENTIAL,
          Measure.PROJECTS_OF_CREDENTIAL_10MIN,
          Trait.CLIENT_OF_CREDENTIAL,
          Trait.PROGRAM_OF_CREDENTIAL,
          Trait.ACTION_OF_CREDENTIAL,
          Origins.CREDENTIAL);

  private static Burst newProjects() {
    return new Burst(64, TEN_MINUTES);
  }

  void observe(Observation o, Names names) {
    Event e = o.event();
    Reading quiet = rhythm.observe(e.timeMillis());
    if (quiet != null && !isTold(o, quiet, names)) {
      o.add(names.quiet(), quiet);
    }
    String project = e.project();
    if (project != null) {
      o.add(names.projects(), projects.observe(project, e.timeMillis()));
    }
    observeClient(o, names.client());
    programs.observe(o, names.program(), e.client());
    actions.observe(o, names.action(), e.action());
    origins.observe(o, names.origins());
  }

  /** A newer version of a program that it always used is an upgrade: learned, and no evidence. */
  private void observeClient(Observation o, Trait trait) {
    Event e = o.event();
    String value = client(e);
    if (value != null && e.client() != null && isUpgrade(e.client(), value, e.timeMillis())) {
      clients.learn(value, e.timeMillis());
    } else {
      clients.observe(o, trait, value);
    }
  }

  private boolean isUpgrade(String program, String value, long nowMillis) {
    return clients.look(value, nowMillis).isNew()
        && Toolchain.isNewest(value, clients.latest(nowMillis), program);
  }

  /** An account is as quiet as the only project it releases or credential it uses: one fact. */
  private static boolean isTold(Observation o, Reading quiet, Names names) {
    return sameQuiet(o.reading(Measure.QUIET_OF_PROJECT), quiet)
        || (names.quiet() != Measure.QUIET_OF_CREDENTIAL
            && sameQuiet(o.reading(Measure.QUIET_OF_CREDENTIAL), quiet));
  }

  private static boolean sameQuiet(@Nullable Reading told, Reading quiet) {
    return told != null && quiet.value() <= told.value() + SAME_QUIET;
  }

  /** Takes a verdict; true when it is about any habit. */
  boolean heed(Verdict verdict) {
    boolean any = rhythm.heed(verdict);
    any |= clients.heed(verdict, client(verdict.event()));
    any |= programs.heed(verdict, verdict.event().client());
    any |= actions.heed(verdict, null);
    any |= origins.heed(verdict);
    return any;
  }

  private static @Nullable String client(Event e) {
    String client = e.client();
    return client == null ? null : Toolchain.name(client, Toolchain.major(e.clientVersion()));
  }

  /** When it last did anything, in epoch milliseconds. */
  long lastMillis() {
    return rhythm.lastMillis();
  }

  /** Events so far. */
  long events() {
    return rhythm.events();
  }

  void describe(Describer out) {
    rhythm.describe(out);
    projects.describe("projects_within_10_minutes", "projects", out);
    actions.describe("actions", out);
    clients.describe("clients", out);
    origins.describe(out);
  }

  Habits copy() {
    Habits copy = new Habits();
    copy.rhythm = rhythm.copy();
    copy.projects = projects.copy();
    copy.clients = clients.copy();
    copy.programs = programs.copy();
    copy.actions = actions.copy();
    copy.origins = origins.copy();
    return copy;
  }

  void write(DataOutput out) throws IOException {
    rhythm.write(out);
    projects.write(out);
    clients.write(out);
    programs.write(out);
    actions.write(out);
    origins.write(out);
  }

  static Habits read(DataInput in) throws IOException {
    Habits h = new Habits();
    h.rhythm = Rhythm.read(in);
    h.projects.read(in);
    h.clients = ValueTable.read(CLIENTS, in);
    h.programs = ValueTable.read(PROGRAMS, in);
    h.actions = ValueTable.read(ACTIONS, in);
    h.origins = Origins.read(in);
    return h;
  }
}
