package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Measure;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Reading;
import dev.pubwatch.core.Trait;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What somebody or something that acts is used to: pace, breadth, client, places, actions. */
final class Habits {
  private static final int CLIENTS = 8;
  private static final int ACTIONS = 16;
  private static final long TEN_MINUTES = 600_000L;

  private Rhythm rhythm = new Rhythm();
  private Burst projects = newProjects();
  private ValueTable clients = new ValueTable(CLIENTS);
  private ValueTable actions = new ValueTable(ACTIONS);
  private Origins origins = new Origins();

  /** Which names the habits are reported under. */
  record Names(
      Measure quiet, Measure projects, Trait client, Trait action, Origins.Traits origins) {}

  static final Names OF_ACTOR =
      new Names(
          Measure.QUIET_OF_ACTOR,
          Measure.PROJECTS_OF_ACTOR_10MIN,
          Trait.CLIENT_OF_ACTOR,
          Trait.ACTION_OF_ACTOR,
          Origins.ACTOR);
  static final Names OF_CREDENTIAL =
      new Names(
          Measure.QUIET_OF_CREDENTIAL,
          Measure.PROJECTS_OF_CREDENTIAL_10MIN,
          Trait.CLIENT_OF_CREDENTIAL,
          Trait.ACTION_OF_CREDENTIAL,
          Origins.CREDENTIAL);

  private static Burst newProjects() {
    return new Burst(64, TEN_MINUTES);
  }

  void observe(Observation o, Names names) {
    Event e = o.event();
    Reading quiet = rhythm.observe(e.timeMillis());
    if (quiet != null) {
      o.add(names.quiet(), quiet);
    }
    String project = e.project();
    if (project != null) {
      o.add(names.projects(), projects.observe(project, e.timeMillis()));
    }
    String client = e.client();
    if (client != null) {
      clients.observe(o, names.client(), client + " " + majorOf(e.clientVersion()));
    }
    actions.observe(o, names.action(), e.action());
    origins.observe(o, names.origins());
  }

  private static String majorOf(@org.jspecify.annotations.Nullable String version) {
    Versions parsed = Versions.parse(version);
    return parsed == null ? "?" : String.valueOf(parsed.major());
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
    copy.actions = actions.copy();
    copy.origins = origins.copy();
    return copy;
  }

  void write(DataOutput out) throws IOException {
    rhythm.write(out);
    projects.write(out);
    clients.write(out);
    actions.write(out);
    origins.write(out);
  }

  static Habits read(DataInput in) throws IOException {
    Habits h = new Habits();
    h.rhythm = Rhythm.read(in);
    h.projects.read(in);
    h.clients = ValueTable.read(CLIENTS, in);
    h.actions = ValueTable.read(ACTIONS, in);
    h.origins = Origins.read(in);
    return h;
  }
}
