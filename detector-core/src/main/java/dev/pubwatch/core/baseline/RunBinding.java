package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Verdict;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a project's releases come out of CI runs, per release line, and whether this one does.
 *
 * <p>A release is bound to a run when the source names the run or its workflow, or when a run of
 * the same commit is known. Projects whose releases never were bound say nothing.
 */
final class RunBinding {
  private LineFlags boundLines = new LineFlags();
  private SwitchCounter unbound = new SwitchCounter();

  void observe(Observation o, @Nullable Versions version, @Nullable RunBook runs) {
    Event e = o.event();
    RunBook.State run = runs == null ? null : runs.find(e.runId(), e.headSha());
    boolean bound = e.runId() != null || e.workflow() != null || run != null;
    String fault = fault(e, bound, run);
    int line = LineFlags.line(version);
    if (boundLines.anySet() || (bound && fault != null)) {
      boolean turned = fault != null && (bound || boundLines.get(line));
      o.add(Switch.PUBLISHED_WITHOUT_RUN, unbound.observe(turned, turned, fault, e.timeMillis()));
    }
    boundLines.raise(line, bound && fault == null);
  }

  /** What is wrong with the run, or null. */
  private static @Nullable String fault(Event e, boolean bound, RunBook.@Nullable State run) {
    if (!bound) {
      return "no run";
    }
    RunBook.State own = e.conclusion() == null ? null : RunBook.ofConclusion(e.conclusion());
    RunBook.State state = run != null && run.isBad() ? run : own;
    if (state == null || !state.isBad()) {
      return null;
    }
    String name = e.runId() == null ? "its run" : "run " + e.runId();
    return switch (state) {
      case SKIPPED -> name + " was skipped or cancelled";
      case DELETED -> name + " was deleted";
      default -> name + " failed";
    };
  }

  /** Takes a verdict; true when it is about anything kept here. */
  boolean heed(Verdict verdict) {
    return unbound.heed(verdict);
  }

  RunBinding copy() {
    RunBinding copy = new RunBinding();
    copy.boundLines = boundLines.copy();
    copy.unbound = unbound.copy();
    return copy;
  }

  void write(DataOutput out) throws IOException {
    boundLines.write(out);
    unbound.write(out);
  }

  static RunBinding read(DataInput in) throws IOException {
    RunBinding binding = new RunBinding();
    binding.boundLines = LineFlags.read(in);
    binding.unbound = SwitchCounter.read(in);
    return binding;
  }
}
