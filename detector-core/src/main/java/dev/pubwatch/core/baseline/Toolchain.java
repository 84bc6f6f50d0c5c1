package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Reached;
import dev.pubwatch.core.Seen;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Trait;
import dev.pubwatch.core.Verdict;
import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The programs a publisher releases with, by major version: his client and, where the source gives
 * attribute {@code node_version}, the runtime under it.
 *
 * <p>A newer version of a program is an upgrade and normal. Another program, or an older version
 * that he never used, is a step back, unless this release line was made with it before.
 */
final class Toolchain {
  private static final String RUNTIME = "node";

  /** Client and runtime have some ten major versions each in a decade. */
  private static final int VALUES = 24;

  private ValueTable used = new ValueTable(VALUES);
  private Programs clients = new Programs();
  private int newestRuntime = -1;
  private SwitchCounter steppedBack = new SwitchCounter();

  /** Client and runtime in one word, or null where the source gives neither. */
  static @Nullable String of(Event e) {
    String client = e.client() == null ? null : name(e.client(), major(e.clientVersion()));
    String node = e.attributes().get("node_version");
    String runtime = node == null ? null : name(RUNTIME, major(node));
    return client == null || runtime == null
        ? (client == null ? runtime : client)
        : client + ", " + runtime;
  }

  static int major(@Nullable String version) {
    Versions parsed = Versions.parse(version);
    return parsed == null ? -1 : parsed.major();
  }

  void observe(Observation o) {
    Event e = o.event();
    String client = e.client();
    String node = e.attributes().get("node_version");
    if (client == null && node == null) {
      return;
    }
    long now = e.timeMillis();
    boolean hasPast = used.look("", now).n() > 0;
    Step ofClient = client == null ? null : stepOfClient(client, major(e.clientVersion()), now);
    Step runtime = node == null ? null : stepOfRuntime(major(node), now);
    Step step = ofClient == null ? runtime : ofClient;
    if (hasPast) {
      boolean odd = step != null && !isOfLine(o);
      boolean turned = odd && step != null && step.first();
      String what = step == null ? null : step.what();
      o.add(Switch.CLIENT_STEPPED_BACK, steppedBack.observe(turned, odd, what, now));
    }
  }

  /**
   * A step back.
   *
   * @param first whether this event is the first with that version, rather than another one in the
   *     days until it counts as usual
   */
  private record Step(String what, boolean first) {}

  private static boolean isOfLine(Observation o) {
    Seen line = o.seen(Trait.TOOLCHAIN_OF_LINE);
    return line != null && !line.isNew();
  }

  /** What is odd about the client, or null; learns it, another program once it is usual. */
  private @Nullable Step stepOfClient(String client, int major, long now) {
    boolean another = !clients.knows(client) && !clients.isEmpty();
    int newest = clients.newest(client);
    boolean first = !used.holds(name(client, major));
    boolean isNew = learnsNew(client, major, now);
    if (!isNew || !another) {
      clients.learn(client, major);
    }
    if (another && isNew) {
      return new Step(name(client, major) + ", never used before", first);
    }
    return isNew ? older(client, major, newest, first) : null;
  }

  /** The same for the runtime, of which there is only one. */
  private @Nullable Step stepOfRuntime(int major, long now) {
    int newest = newestRuntime;
    newestRuntime = Math.max(newest, major);
    boolean first = !used.holds(name(RUNTIME, major));
    return learnsNew(RUNTIME, major, now) ? older(RUNTIME, major, newest, first) : null;
  }

  private static @Nullable Step older(String program, int major, int newest, boolean first) {
    boolean older = major >= 0 && major < newest;
    return older ? new Step(name(program, major) + " after " + name(program, newest), first) : null;
  }

  private boolean learnsNew(String program, int major, long now) {
    String value = name(program, major);
    boolean isNew = used.look(value, now).isNew();
    used.learn(value, now);
    return isNew;
  }

  /** Whether a value is of a program among others seen, in a newer version than all of those. */
  static boolean isNewest(String value, List<Reached> seen, String program) {
    int newest = -1;
    for (Reached one : seen) {
      String other = one.value();
      boolean same = other.startsWith(program) && other.lastIndexOf(' ') == program.length();
      newest = same && !other.equals(value) ? Math.max(newest, majorOf(other)) : newest;
    }
    return newest >= 0 && majorOf(value) > newest;
  }

  /** Of a value that {@link #name} made; -1 where the version is not known. */
  private static int majorOf(String value) {
    return major(value.substring(value.lastIndexOf(' ') + 1));
  }

  static String name(String program, int major) {
    return program + " " + (major < 0 ? "?" : String.valueOf(major));
  }

  /** Takes a verdict; true when it is about anything kept here. */
  boolean heed(Verdict verdict) {
    Event e = verdict.event();
    String client = e.client();
    boolean any = steppedBack.heed(verdict);
    if (client != null) {
      any |= used.heed(verdict, name(client, major(e.clientVersion())));
    }
    return any;
  }

  Toolchain copy() {
    Toolchain copy = new Toolchain();
    copy.used = used.copy();
    copy.clients = clients.copy();
    copy.newestRuntime = newestRuntime;
    copy.steppedBack = steppedBack.copy();
    return copy;
  }

  void write(DataOutput out) throws IOException {
    used.write(out);
    clients.write(out);
    Wire.unsigned(out, newestRuntime + 1L);
    steppedBack.write(out);
  }

  static Toolchain read(DataInput in) throws IOException {
    Toolchain read = new Toolchain();
    read.used = ValueTable.read(VALUES, in);
    read.clients = Programs.read(in);
    read.newestRuntime = (int) (Wire.unsigned(in) - 1);
    read.steppedBack = SwitchCounter.read(in);
    return read;
  }
}
