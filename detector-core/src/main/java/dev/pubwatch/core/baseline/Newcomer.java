package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Seen;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Trait;
import dev.pubwatch.core.Turn;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * An account that goes from project to project within one session. Who releases a train of packages
 * for the first time is new to each of them: one fact, not as many as the train is long.
 */
final class Newcomer {
  private long lastProject;
  private boolean lastWasNew;
  private long lastMillis = Long.MIN_VALUE;

  /** Looks and learns; silent on projects without a past. */
  void observe(Observation o) {
    Seen publisher = o.seen(Trait.PUBLISHER_OF_PROJECT);
    String name = o.event().project();
    if (publisher == null || publisher.n() <= 0 || name == null) {
      return;
    }
    long project = Hashes.of(name);
    long now = o.event().timeMillis();
    boolean inSession = lastMillis != Long.MIN_VALUE && now - lastMillis < Rhythm.SESSION_MILLIS;
    boolean isNew = publisher.isNew();
    if (inSession && lastWasNew && project != lastProject) {
      o.add(Switch.NEW_TO_ONE_AFTER_ANOTHER, new Turn(isNew, isNew, 0, 0, null));
    }
    lastProject = project;
    lastWasNew = isNew;
    lastMillis = now;
  }

  Newcomer copy() {
    Newcomer copy = new Newcomer();
    copy.lastProject = lastProject;
    copy.lastWasNew = lastWasNew;
    copy.lastMillis = lastMillis;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(lastProject);
    out.writeBoolean(lastWasNew);
    out.writeLong(lastMillis);
  }

  static Newcomer read(DataInput in) throws IOException {
    Newcomer newcomer = new Newcomer();
    newcomer.lastProject = in.readLong();
    newcomer.lastWasNew = in.readBoolean();
    newcomer.lastMillis = in.readLong();
    return newcomer;
  }
}
