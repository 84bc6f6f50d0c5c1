package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The newest major version seen of each of a few programs. */
final class Programs {
  private static final int CAP = 4;

  private final String[] names = new String[CAP];
  private final int[] newest = new int[CAP];
  private int size;

  /** The newest major version seen, or -1. */
  int newest(String program) {
    int at = find(program);
    return at < 0 ? -1 : newest[at];
  }

  boolean isEmpty() {
    return size == 0;
  }

  boolean knows(String program) {
    return find(program) >= 0;
  }

  /** Beyond the cap the latest makes room: whoever tries many programs keeps his oldest ones. */
  void learn(String program, int major) {
    int at = find(program);
    if (at < 0) {
      size = Math.min(CAP, size + 1);
      at = size - 1;
      names[at] = program;
      newest[at] = major;
    }
    newest[at] = Math.max(newest[at], major);
  }

  private int find(String program) {
    for (int i = 0; i < size; i++) {
      if (names[i].equals(program)) {
        return i;
      }
    }
    return -1;
  }

  Programs copy() {
    Programs copy = new Programs();
    System.arraycopy(names, 0, copy.names, 0, size);
    System.arraycopy(newest, 0, copy.newest, 0, size);
    copy.size = size;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(size);
    for (int i = 0; i < size; i++) {
      Wire.string(out, names[i]);
      Wire.unsigned(out, newest[i] + 1L);
    }
  }

  static Programs read(DataInput in) throws IOException {
    Programs programs = new Programs();
    programs.size = in.readUnsignedByte();
    if (programs.size > CAP) {
      throw new IOException(programs.size + " programs, expected at most " + CAP);
    }
    for (int i = 0; i < programs.size; i++) {
      programs.names[i] = Wire.text(in);
      programs.newest[i] = (int) (Wire.unsigned(in) - 1);
    }
    return programs;
  }
}
