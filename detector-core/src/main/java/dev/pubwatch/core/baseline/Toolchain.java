package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Seen;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Trait;
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
  private static final int PROGRAMS = 4;

  private ValueTable used = new ValueTable(VALUES);
  private final String[] programs = new String[PROGRAMS];
  private final int[] newest = new int[PROGRAMS];
  private int size;
  private SwitchCounter steppedBack = new SwitchCounter();

  /** Client and runtime in one word, or null where the source gives neither. */
  static @Nullable String of(Event e) {
    String client = e.client() == null ? null : e.client() + " " + major(e.clientVersion());
    String node = e.attributes().get("node_version");
    String runtime = node == null ? null : "node " + major(node);
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
    String odd = null;
    if (client != null) {
      odd = step(client, major(e.clientVersion()), now);
    }
    if (node != null) {
      String oddRuntime = step(RUNTIME, major(node), now);
      odd = odd == null ? oddRuntime : odd;
    }
    if (hasPast) {
      boolean turned = odd != null && !isOfLine(o);
      o.add(Switch.CLIENT_STEPPED_BACK, steppedBack.observe(turned, turned, odd, now));
    }
  }

  private static boolean isOfLine(Observation o) {
    Seen line = o.seen(Trait.TOOLCHAIN_OF_LINE);
    return line != null && !line.isNew();
  }

  /** What is odd about a program, or null; learns it. */
  private @Nullable String step(String program, int major, long now) {
    String value = program + " " + (major < 0 ? "?" : String.valueOf(major));
    boolean isNew = used.look(value, now).isNew();
    used.learn(value, now);
    int at = find(program);
    if (at < 0) {
      add(program, major);
      boolean another = !program.equals(RUNTIME) && clients() > 1;
      return another && isNew ? value + ", never used before" : null;
    }
    boolean older = major >= 0 && major < newest[at];
    String odd = older && isNew ? value + " after " + program + " " + newest[at] : null;
    newest[at] = Math.max(newest[at], major);
    return odd;
  }

  private int clients() {
    return find(RUNTIME) < 0 ? size : size - 1;
  }

  private int find(String program) {
    for (int i = 0; i < size; i++) {
      if (programs[i].equals(program)) {
        return i;
      }
    }
    return -1;
  }

  /** Beyond the cap the latest one makes room: whoever tries many programs keeps his oldest. */
  private void add(String program, int major) {
    size = Math.min(PROGRAMS, size + 1);
    programs[size - 1] = program;
    newest[size - 1] = major;
  }

  Toolchain copy() {
    Toolchain copy = new Toolchain();
    copy.used = used.copy();
    System.arraycopy(programs, 0, copy.programs, 0, size);
    System.arraycopy(newest, 0, copy.newest, 0, size);
    copy.size = size;
    copy.steppedBack = steppedBack.copy();
    return copy;
  }

  void write(DataOutput out) throws IOException {
    used.write(out);
    out.writeByte(size);
    for (int i = 0; i < size; i++) {
      Wire.string(out, programs[i]);
      out.writeInt(newest[i]);
    }
    steppedBack.write(out);
  }

  static Toolchain read(DataInput in) throws IOException {
    Toolchain read = new Toolchain();
    read.used = ValueTable.read(VALUES, in);
    read.size = in.readUnsignedByte();
    if (read.size > PROGRAMS) {
      throw new IOException(read.size + " programs, expected at most " + PROGRAMS);
    }
    for (int i = 0; i < read.size; i++) {
      read.programs[i] = Wire.text(in);
      read.newest[i] = in.readInt();
    }
    read.steppedBack = SwitchCounter.read(in);
    return read;
  }
}
