package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A yes/no for each of a project's release lines. A line never released before inherits from the
 * nearest line below it: 3.0.0 is expected to be made as 2.x was, while a backport to 1.x is
 * compared with 1.x alone.
 *
 * <p>Bounded: beyond the cap the lowest line makes room.
 */
final class LineFlags {
  private static final int CAP = 12;

  /** All releases without a version that can be read. */
  private static final int NO_LINE = 0;

  private int[] lines = {};
  private boolean[] flags = {};
  private int size;

  static int line(@org.jspecify.annotations.Nullable Versions version) {
    return version == null ? NO_LINE : version.line();
  }

  boolean isEmpty() {
    return size == 0;
  }

  boolean anySet() {
    boolean any = false;
    for (int i = 0; i < size; i++) {
      any |= flags[i];
    }
    return any;
  }

  /** The flag of a line, or of the one it inherits from; false without any. */
  boolean get(int line) {
    int at = find(line);
    if (at >= 0) {
      return flags[at];
    }
    int nearest = -1;
    for (int i = 0; i < size; i++) {
      boolean below = order(lines[i]) < order(line);
      if (below && (nearest < 0 || order(lines[i]) > order(lines[nearest]))) {
        nearest = i;
      }
    }
    return nearest >= 0 && flags[nearest];
  }

  void put(int line, boolean flag) {
    int at = find(line);
    if (at < 0) {
      at = slot(line);
    }
    if (at >= 0) {
      lines[at] = line;
      flags[at] = flag;
    }
  }

  private int find(int line) {
    for (int i = 0; i < size; i++) {
      if (lines[i] == line) {
        return i;
      }
    }
    return -1;
  }

  private int slot(int line) {
    if (size < CAP) {
      if (size == lines.length) {
        lines = Arrays.copyOf(lines, Math.min(CAP, Math.max(1, size * 2)));
        flags = Arrays.copyOf(flags, lines.length);
      }
      return size++;
    }
    int lowest = lowest();
    return order(line) > order(lines[lowest]) ? lowest : -1;
  }

  private int lowest() {
    int lowest = 0;
    for (int i = 1; i < size; i++) {
      lowest = order(lines[i]) < order(lines[lowest]) ? i : lowest;
    }
    return lowest;
  }

  /** Once set a flag stays set. */
  void raise(int line, boolean flag) {
    put(line, flag || get(line));
  }

  /** 0.1 before 0.2 before 1 before 2; see {@link Versions#line}. */
  private static long order(int line) {
    return line >= 0 ? line : Integer.MIN_VALUE - (long) line;
  }

  /** Tells the lines that have the flag, lowest first; none, nothing. */
  void describe(String name, Describer out) {
    String set =
        IntStream.range(0, size)
            .filter(i -> flags[i])
            .mapToObj(i -> lines[i])
            .sorted(Comparator.comparingLong(LineFlags::order))
            .map(LineFlags::shown)
            .collect(Collectors.joining(", "));
    if (!set.isEmpty()) {
      out.fact(name, set);
    }
  }

  /** 0.4 for what {@link Versions#line} calls -5. */
  private static String shown(int line) {
    return line < 0 ? "0." + (-1 - line) : String.valueOf(line);
  }

  LineFlags copy() {
    LineFlags copy = new LineFlags();
    copy.lines = lines.clone();
    copy.flags = flags.clone();
    copy.size = size;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    Wire.unsigned(out, size);
    for (int i = 0; i < size; i++) {
      long sign = lines[i] < 0 ? 2 : 0;
      Wire.unsigned(out, Math.abs((long) lines[i]) << 2 | sign | (flags[i] ? 1 : 0));
    }
  }

  static LineFlags read(DataInput in) throws IOException {
    LineFlags read = new LineFlags();
    int size = Wire.count(in);
    if (size > CAP) {
      throw new IOException("flags of " + size + " release lines, expected at most " + CAP);
    }
    read.lines = new int[size];
    read.flags = new boolean[read.lines.length];
    for (int i = 0; i < size; i++) {
      long packed = Wire.unsigned(in);
      int line = (int) (packed >> 2);
      read.lines[i] = (packed & 2) == 0 ? line : -line;
      read.flags[i] = (packed & 1) == 1;
    }
    read.size = size;
    return read;
  }
}
