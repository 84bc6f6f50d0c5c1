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
 * Pull requests that are opened, start a run and are closed within a minute: a run with the
 * attacker's code whose request nobody is meant to see.
 *
 * <p>Reads the source's own action, {@code pull_request.create} or {@code .opened} and {@code
 * .close} or {@code .closed} ({@code merge_request.} likewise), and {@code run:start} events. A
 * request is known by the attribute {@code pull_request_id}, {@code pull_request_url} or {@code
 * number}, else by who acts. Keeps the latest four.
 */
final class PullRequests {
  private static final int CAP = 4;
  private static final long ONE_MINUTE = 60_000L;

  private final long[] requests = new long[CAP];
  private final long[] openedMillis = new long[CAP];
  private final boolean[] ran = new boolean[CAP];
  private int size;
  private SwitchCounter atOnce = new SwitchCounter();

  static boolean isAbout(Event e) {
    return verb(e) != null;
  }

  /** What happened to a pull request, or null when the event is about none. */
  private static @Nullable String verb(Event e) {
    String action = e.sourceAction();
    if (action == null) {
      return null;
    }
    boolean is = action.startsWith("pull_request.") || action.startsWith("merge_request.");
    return is ? action.substring(action.indexOf('.') + 1) : null;
  }

  void observe(Observation o) {
    Event e = o.event();
    String verb = verb(e);
    if (verb == null) {
      return;
    }
    switch (verb) {
      case "create", "created", "open", "opened" -> open(e);
      case "close", "closed" -> close(o);
      default -> {
        // edited, labelled, merged: nothing to hide
      }
    }
  }

  /**
   * A run started: of the requests opened just now, unless it says that it is of something else.
   */
  void runStarted(Event e) {
    String trigger = e.trigger();
    boolean fits =
        trigger == null
            || trigger.startsWith("pull_request")
            || trigger.startsWith("merge_request");
    for (int i = 0; i < size && fits; i++) {
      ran[i] |= isWithinAMinute(i, e);
    }
  }

  private void open(Event e) {
    int at = Math.min(size, CAP - 1);
    if (size == CAP) {
      forget(0);
      at = CAP - 1;
    }
    requests[at] = request(e);
    openedMillis[at] = e.timeMillis();
    ran[at] = false;
    size = at + 1;
  }

  private void close(Observation o) {
    Event e = o.event();
    if ("true".equals(e.attributes().get("merged"))) {
      return;
    }
    boolean turned = false;
    for (int i = size - 1; i >= 0; i--) {
      if (requests[i] == request(e)) {
        turned = ran[i] && isWithinAMinute(i, e);
        forget(i);
      }
    }
    o.add(Switch.PULL_REQUEST_AT_ONCE, atOnce.observe(turned, turned, e.actorId(), e.timeMillis()));
  }

  private boolean isWithinAMinute(int i, Event e) {
    long passed = e.timeMillis() - openedMillis[i];
    return passed >= 0 && passed <= ONE_MINUTE;
  }

  private void forget(int at) {
    for (int i = at; i < size - 1; i++) {
      requests[i] = requests[i + 1];
      openedMillis[i] = openedMillis[i + 1];
      ran[i] = ran[i + 1];
    }
    size--;
  }

  private static long request(Event e) {
    for (String name : new String[] {"pull_request_id", "pull_request_url", "number"}) {
      String id = e.attributes().get(name);
      if (id != null) {
        return Hashes.of(id);
      }
    }
    return Hashes.of("by " + e.actorId());
  }

  /** Takes a verdict; true when it is about anything kept here. */
  boolean heed(Verdict verdict) {
    return atOnce.heed(verdict);
  }

  PullRequests copy() {
    PullRequests copy = new PullRequests();
    System.arraycopy(requests, 0, copy.requests, 0, CAP);
    System.arraycopy(openedMillis, 0, copy.openedMillis, 0, CAP);
    System.arraycopy(ran, 0, copy.ran, 0, CAP);
    copy.size = size;
    copy.atOnce = atOnce.copy();
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(size);
    for (int i = 0; i < size; i++) {
      out.writeLong(requests[i]);
      out.writeLong(openedMillis[i]);
      out.writeBoolean(ran[i]);
    }
    atOnce.write(out);
  }

  static PullRequests read(DataInput in) throws IOException {
    PullRequests read = new PullRequests();
    read.size = in.readUnsignedByte();
    if (read.size > CAP) {
      throw new IOException(read.size + " pull requests, expected at most " + CAP);
    }
    for (int i = 0; i < read.size; i++) {
      read.requests[i] = in.readLong();
      read.openedMillis[i] = in.readLong();
      read.ran[i] = in.readBoolean();
    }
    read.atOnce = SwitchCounter.read(in);
    return read;
  }
}
