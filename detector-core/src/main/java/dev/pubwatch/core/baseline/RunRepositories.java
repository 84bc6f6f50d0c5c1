package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Describer;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.RepositoryMap;
import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The repositories in whose runs a credential was used, the latest few: whoever tampers with a run
 * of theirs can read it.
 */
final class RunRepositories {
  private static final int CAP = 4;

  private final List<String> names = new ArrayList<>(0);

  /** Adds those known so far to the observation, then learns those of this use. */
  void observe(Observation o, RepositoryMap configured) {
    Event e = o.event();
    List<String> ofThisUse = new ArrayList<>(o.repositories());
    names.stream().filter(name -> !name.equals(e.project())).forEach(o::addRepository);
    if (e.kind() == EventKind.CI) {
      return;
    }
    String claimed = SourceRepository.claimed(e);
    String said = e.project() == null ? null : configured.of(e.project());
    if (claimed != null) {
      o.addRepository(claimed);
      learn(claimed);
    } else if (isInRun(e)) {
      if (said != null) {
        learn(said);
      } else {
        ofThisUse.forEach(this::learn);
      }
    }
  }

  private static boolean isInRun(Event e) {
    return e.runId() != null || e.workflow() != null || e.networkKind().equals("ci");
  }

  private void learn(String name) {
    names.remove(name);
    names.add(name);
    if (names.size() > CAP) {
      names.remove(0);
    }
  }

  void describe(Describer out) {
    names.forEach(name -> out.fact("used_in_runs_of", name));
  }

  RunRepositories copy() {
    RunRepositories copy = new RunRepositories();
    copy.names.addAll(names);
    return copy;
  }

  void write(DataOutput out) throws IOException {
    Wire.strings(out, names);
  }

  static RunRepositories read(DataInput in) throws IOException {
    RunRepositories read = new RunRepositories();
    read.names.addAll(Wire.strings(in));
    return read;
  }
}
