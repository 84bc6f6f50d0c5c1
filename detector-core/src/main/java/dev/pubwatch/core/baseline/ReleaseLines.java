package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The highest patch of each recently released major.minor of a project, and where the next release
 * stands to them.
 */
final class ReleaseLines {
  private static final int CAP = 12;
  private static final int[] NONE = {};

  private int[] majors = NONE;
  private int[] minors = NONE;
  private int[] patches = NONE;
  private int size;

  /**
   * The step from what was released so far to a version: one of {@code first}, {@code pre}, {@code
   * patch}, {@code minor}, {@code major}, {@code skip} (forward, leaving numbers out), {@code
   * old-line} (next patch of an older line) and {@code old-line-skip}.
   */
  String step(Versions next) {
    if (size == 0) {
      return "first";
    }
    if (next.pre()) {
      return "pre";
    }
    int newest = newest();
    boolean forward =
        next.isAfter(new Versions(majors[newest], minors[newest], patches[newest], false));
    int line = find(next.major(), next.minor());
    if (!forward) {
      return line >= 0 && next.patch() == patches[line] + 1 ? "old-line" : "old-line-skip";
    }
    if (line >= 0) {
      return next.patch() == patches[line] + 1 ? "patch" : "skip";
    }
    if (next.major() == majors[newest]) {
      return next.minor() == minors[newest] + 1 && next.patch() == 0 ? "minor" : "skip";
    }
    boolean clean = next.major() == majors[newest] + 1 && next.minor() == 0 && next.patch() == 0;
    return clean ? "major" : "skip";
  }

  /** Whether a step is the next number in its place: any of the three is what versions are for. */
  static boolean isClean(String step) {
    return step.equals("patch") || step.equals("minor") || step.equals("major");
  }

  void learn(Versions version) {
    if (version.pre()) {
      return;
    }
    int i = find(version.major(), version.minor());
    if (i < 0) {
      i = slot(version);
    }
    if (i >= 0) {
      majors[i] = version.major();
      minors[i] = version.minor();
      patches[i] = Math.max(patches[i], version.patch());
    }
  }

  private int find(int major, int minor) {
    for (int i = 0; i < size; i++) {
      if (majors[i] == major && minors[i] == minor) {
        return i;
      }
    }
    return -1;
  }

  private int newest() {
    int newest = 0;
    for (int i = 1; i < size; i++) {
      boolean after =
          majors[i] > majors[newest] || (majors[i] == majors[newest] && minors[i] > minors[newest]);
      newest = after ? i : newest;
    }
    return newest;
  }

  /** A free place, or the oldest line's when full; -1 when the version is older than all kept. */
  private int slot(Versions version) {
    if (size < CAP) {
      if (size == majors.length) {
        int length = Math.min(CAP, Math.max(1, size * 2));
        majors = Arrays.copyOf(majors, length);
        minors = Arrays.copyOf(minors, length);
        patches = Arrays.copyOf(patches, length);
      }
      patches[size] = 0;
      return size++;
    }
    int oldest = 0;
    for (int i = 1; i < size; i++) {
      boolean before =
          majors[i] < majors[oldest] || (majors[i] == majors[oldest] && minors[i] < minors[oldest]);
      oldest = before ? i : oldest;
    }
    if (!version.isAfter(new Versions(majors[oldest], minors[oldest], 0, false))) {
      return -1;
    }
    patches[oldest] = 0;
    return oldest;
  }

  /** Tells the highest release of each line, newest line first. */
  void describe(Describer out) {
    List<String> highest = new ArrayList<>();
    boolean[] told = new boolean[size];
    for (int i = 0; i < size; i++) {
      int next = -1;
      for (int k = 0; k < size; k++) {
        next = !told[k] && (next < 0 || isNewer(k, next)) ? k : next;
      }
      told[next] = true;
      highest.add(majors[next] + "." + minors[next] + "." + patches[next]);
    }
    if (!highest.isEmpty()) {
      out.fact("release_lines", String.join(", ", highest));
    }
  }

  private boolean isNewer(int line, int than) {
    return majors[line] != majors[than] ? majors[line] > majors[than] : minors[line] > minors[than];
  }

  ReleaseLines copy() {
    ReleaseLines copy = new ReleaseLines();
    copy.majors = majors.clone();
    copy.minors = minors.clone();
    copy.patches = patches.clone();
    copy.size = size;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    Wire.unsigned(out, size);
    for (int i = 0; i < size; i++) {
      Wire.unsigned(out, majors[i]);
      Wire.unsigned(out, minors[i]);
      Wire.unsigned(out, patches[i]);
    }
  }

  void read(DataInput in) throws IOException {
    size = Wire.count(in);
    if (size > CAP) {
      throw new IOException(size + " release lines, expected at most " + CAP);
    }
    majors = new int[Math.max(2, size)];
    minors = new int[majors.length];
    patches = new int[majors.length];
    for (int i = 0; i < size; i++) {
      majors[i] = (int) Wire.unsigned(in);
      minors[i] = (int) Wire.unsigned(in);
      patches[i] = (int) Wire.unsigned(in);
    }
  }
}
