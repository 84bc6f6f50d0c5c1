package dev.pubwatch.core.correlate;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Wire;
import dev.pubwatch.core.baseline.Hashes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How runs ended that nothing should have been released by, and which releases are bound to which
 * run, over all repositories: a package's release and its run are told under different projects.
 * Bounded; the longest untouched run is forgotten first.
 */
final class RunLedger {
  private static final int MAX_RUNS = 5_000;
  private static final int MAX_RELEASES = 6;

  /** Before the stream has a past, one bound release in two hundred is of a dead run. */
  private static final double PRIOR_DEAD = 0.5;

  private static final double PRIOR_BOUND = 100;
  private static final double DECAY_AT = 20_000;

  private final Map<Long, Step> dead = new LinkedHashMap<>();
  private final Map<Long, List<Step>> releases = new LinkedHashMap<>();
  private double bound;
  private double boundToDead;
  private double diedAfter;

  /** Names of a run as either side may know it: with its repository where that is known. */
  static List<Long> keys(Observation o) {
    Event e = o.event();
    List<Long> keys = new ArrayList<>();
    if (e.runId() == null) {
      return keys;
    }
    for (String repository : Joins.repositories(o)) {
      keys.add(Hashes.of(repository + "|" + e.runId()));
    }
    boolean release = Joins.isPublish(e);
    if (!release || o.repositories().isEmpty()) {
      keys.add(Hashes.of("|" + e.runId()));
    }
    return keys;
  }

  /** A run ended without success. */
  void died(List<Long> keys, Step end) {
    for (long key : keys) {
      dead.remove(key);
      dead.put(key, end);
    }
    trim(dead);
  }

  /** A run began anew or succeeded. */
  void recovered(List<Long> keys) {
    keys.forEach(dead::remove);
  }

  /** How a run ended badly; null where it did not. */
  @Nullable Step deathOf(List<Long> keys) {
    for (long key : keys) {
      Step end = dead.get(key);
      if (end != null) {
        return end;
      }
    }
    return null;
  }

  /** A release of a run. */
  void released(List<Long> keys, Step release, boolean ofDead) {
    bound++;
    boundToDead += ofDead ? 1 : 0;
    for (long key : keys) {
      List<Step> all = releases.remove(key);
      all = all == null ? new ArrayList<>(1) : all;
      if (all.size() < MAX_RELEASES) {
        all.add(release);
      }
      releases.put(key, all);
    }
    trim(releases);
    if (bound > DECAY_AT) {
      bound /= 2;
      boundToDead /= 2;
      diedAfter /= 2;
    }
  }

  /** Takes the releases of a run that died after them. */
  List<Step> takeReleasesOf(List<Long> keys) {
    List<Step> found = List.of();
    for (long key : keys) {
      List<Step> all = releases.remove(key);
      found = all == null ? found : all;
    }
    diedAfter += found.isEmpty() ? 0 : 1;
    return found;
  }

  /** Share of bound releases whose run was dead, or died after. */
  double chance(ChainKind kind) {
    double yes = kind == ChainKind.DEAD_RUN_TO_PUBLISH ? boundToDead : diedAfter;
    double learned = (yes + PRIOR_DEAD) / (bound + PRIOR_BOUND);
    return Math.min(1, Math.max(kind.leastChance(), learned));
  }

  private static void trim(Map<Long, ?> runs) {
    Iterator<Long> oldestFirst = runs.keySet().iterator();
    while (runs.size() > 2 * MAX_RUNS) {
      oldestFirst.next();
      oldestFirst.remove();
    }
  }

  int size() {
    return Math.max(dead.size(), releases.size());
  }

  void copyFrom(RunLedger other) {
    dead.putAll(other.dead);
    other.releases.forEach((key, all) -> releases.put(key, new ArrayList<>(all)));
    bound = other.bound;
    boundToDead = other.boundToDead;
    diedAfter = other.diedAfter;
  }

  void write(DataOutput out) throws IOException {
    Wire.unsigned(out, dead.size());
    for (Map.Entry<Long, Step> entry : dead.entrySet()) {
      out.writeLong(entry.getKey());
      entry.getValue().write(out);
    }
    Wire.unsigned(out, releases.size());
    for (Map.Entry<Long, List<Step>> entry : releases.entrySet()) {
      out.writeLong(entry.getKey());
      Wire.unsigned(out, entry.getValue().size());
      for (Step step : entry.getValue()) {
        step.write(out);
      }
    }
    out.writeDouble(bound);
    out.writeDouble(boundToDead);
    out.writeDouble(diedAfter);
  }

  void read(DataInput in) throws IOException {
    int runs = Wire.count(in);
    for (int i = 0; i < runs; i++) {
      dead.put(in.readLong(), Step.read(in));
    }
    int released = Wire.count(in);
    for (int i = 0; i < released; i++) {
      long key = in.readLong();
      List<Step> all = new ArrayList<>();
      int size = Wire.count(in);
      for (int k = 0; k < size; k++) {
        all.add(Step.read(in));
      }
      releases.put(key, all);
    }
    bound = in.readDouble();
    boundToDead = in.readDouble();
    diedAfter = in.readDouble();
  }
}
