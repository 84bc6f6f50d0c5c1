package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Seen;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Trait;
import dev.pubwatch.core.Verdict;
import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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
  private static final int VALUES = 8;

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
    String odd = client == null ? null : stepOfClient(client, major(e.clientVersion()), now);
    String oddRuntime = node == null ? null : stepOfRuntime(major(node), now);
    odd = odd == null ? oddRuntime : odd;
    if (hasPast) {
      boolean turned = odd != null && !isOfLine(o);
      o.add(Switch.CLIENT_STEPPED_BACK, steppedBack.observe(turned, turned, odd, now));
    }
  }

  private static boolean isOfLine(Observation o) {
    Seen line = o.seen(Trait.TOOLCHAIN_OF_LINE);
    return line != null && !line.isNew();
  }

  /** What is odd about the client, or null; learns it. */
  private @Nullable String stepOfClient(String client, int major, long now) {
    boolean another = !clients.knows(client) && !clients.isEmpty();
    int newest = clients.newest(client);
    clients.learn(client, major);
    boolean isNew = learnsNew(client, major, now);
    if (another && isNew) {
      return name(client, major) + ", never used before";
    }
    return isNew ? older(client, major, newest) : null;
  }

  /** The same for the runtime, of which there is only one. */
  private @Nullable String stepOfRuntime(int major, long now) {
    int newest = newestRuntime;
    newestRuntime = Math.max(newest, major);
    return learnsNew(RUNTIME, major, now) ? older(RUNTIME, major, newest) : null;
  }

  private static @Nullable String older(String program, int major, int newest) {
    boolean older = major >= 0 && major < newest;
    return older ? name(program, major) + " after " + name(program, newest) : null;
  }

  private boolean learnsNew(String program, int major, long now) {
    String value = name(program, major);
    boolean isNew = used.look(value, now).isNew();
    used.learn(value, now);
    return isNew;
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
