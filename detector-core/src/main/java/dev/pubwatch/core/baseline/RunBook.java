package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How the latest CI runs of a project ended, by run id and by commit; bounded, newest kept. */
final class RunBook {
  private static final int CAP = 12;
  private static final State[] BY_CODE = State.values();

  /** What is known of a run. */
  enum State {
    STARTED(0),
    SUCCEEDED(1),
    FAILED(2),
    SKIPPED(3),
    DELETED(4);

    private final int code;

    State(int code) {
      this.code = code;
    }

    /** Whether nothing should have been released by such a run. */
    boolean isBad() {
      return code >= FAILED.code;
    }
  }

  private long[] runs = new long[2];
  private long[] commits = new long[2];
  private long[] millis = new long[2];
  private State[] states = new State[2];
  private int size;

  /** Takes a {@code run:} event; one without a run id says nothing. */
  void learn(Event e) {
    String runId = e.runId();
    if (runId == null) {
      return;
    }
    long run = Hashes.of(runId);
    int at = find(runs, run);
    at = at < 0 ? slot() : at;
    runs[at] = run;
    commits[at] = e.headSha() == null ? 0 : Hashes.of(e.headSha());
    millis[at] = e.timeMillis();
    states[at] = stateAfter(e);
  }

  private static State stateAfter(Event e) {
    return switch (e.action()) {
      case "run:delete" -> State.DELETED;
      case "run:complete" -> ofConclusion(e.conclusion());
      default -> State.STARTED;
    };
  }

  /** GitHub's and GitLab's words; one that is not known is taken for success. */
  static State ofConclusion(@Nullable String conclusion) {
    return switch (conclusion == null ? "" : conclusion) {
      case "failure", "failed", "timed_out", "startup_failure", "error" -> State.FAILED;
      case "skipped", "cancelled", "canceled", "stale" -> State.SKIPPED;
      default -> State.SUCCEEDED;
    };
  }

  /** What is known of a run, else of the latest run of a commit, else null. */
  @Nullable State find(@Nullable String runId, @Nullable String commit) {
    int at = runId == null ? -1 : find(runs, Hashes.of(runId));
    if (at < 0 && runId == null && commit != null) {
      at = find(commits, Hashes.of(commit));
    }
    return at < 0 ? null : states[at];
  }

  /** The latest entry with the hash, or -1. */
  private int find(long[] hashes, long hash) {
    int found = -1;
    for (int i = 0; i < size; i++) {
      boolean later = found < 0 || millis[i] >= millis[found];
      found = hashes[i] == hash && later ? i : found;
    }
    return found;
  }

  private int slot() {
    if (size < CAP) {
      if (size == runs.length) {
        grow(Math.min(CAP, size * 2));
      }
      return size++;
    }
    int oldest = 0;
    for (int i = 1; i < size; i++) {
      oldest = millis[i] < millis[oldest] ? i : oldest;
    }
    return oldest;
  }

  private void grow(int length) {
    runs = Arrays.copyOf(runs, length);
    commits = Arrays.copyOf(commits, length);
    millis = Arrays.copyOf(millis, length);
    states = Arrays.copyOf(states, length);
  }

  RunBook copy() {
    RunBook copy = new RunBook();
    copy.runs = runs.clone();
    copy.commits = commits.clone();
    copy.millis = millis.clone();
    copy.states = states.clone();
    copy.size = size;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    Wire.unsigned(out, size);
    for (int i = 0; i < size; i++) {
      out.writeLong(runs[i]);
      out.writeLong(commits[i]);
      out.writeLong(millis[i]);
      out.writeByte(states[i].code);
    }
  }

  static RunBook read(DataInput in) throws IOException {
    RunBook book = new RunBook();
    int size = Wire.count(in);
    if (size > CAP) {
      throw new IOException(size + " runs, expected at most " + CAP);
    }
    book.grow(Math.max(2, size));
    for (int i = 0; i < size; i++) {
      book.runs[i] = in.readLong();
      book.commits[i] = in.readLong();
      book.millis[i] = in.readLong();
      book.states[i] = stateOf(in.readUnsignedByte());
    }
    book.size = size;
    return book;
  }

  private static State stateOf(int code) throws IOException {
    if (code >= BY_CODE.length) {
      throw new IOException("run state " + code + ", expected below " + BY_CODE.length);
    }
    return BY_CODE[code];
  }
}
