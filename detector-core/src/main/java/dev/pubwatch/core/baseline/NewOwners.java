package dev.pubwatch.core.baseline;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Seen;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Turn;
import dev.pubwatch.core.Verdict;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who was made an owner or a member of a project, or of its owner, within the last week, and
 * whether such a one publishes.
 *
 * <p>The person added is read from the first of the attributes {@link #PERSON}. Where the source
 * does not name him, a publisher whom the project does not know is taken for him.
 */
final class NewOwners {
  private static final List<String> PERSON =
      List.of("added", "user", "target_user", "member", "new_owner");
  private static final int CAP = 8;

  private ValueTable people = new ValueTable(CAP);
  private SwitchCounter published = new SwitchCounter();
  private long unnamedMillis = Long.MIN_VALUE;

  static boolean isAdded(Event e) {
    return e.action().equals("owner:add") || e.action().equals("member:add");
  }

  void added(Event e) {
    String person = null;
    for (String name : PERSON) {
      person = person == null ? e.attributes().get(name) : person;
    }
    if (person == null) {
      unnamedMillis = Math.max(unnamedMillis, e.timeMillis());
    } else {
      people.learn(person, e.timeMillis());
    }
  }

  /**
   * A release, looked at and learned; a person without a name is no evidence.
   *
   * @param publisher what the project's past says of the publisher, or null
   */
  void observe(Observation o, @Nullable Seen publisher) {
    Event e = o.event();
    String actor = e.actorId();
    if (actor == null) {
      return;
    }
    long now = e.timeMillis();
    boolean named = people.look(actor, now).recent() > 0;
    boolean stranger = publisher != null && publisher.isNew() && unnamedWithinAWeek(now);
    boolean turned = named || stranger;
    Turn turn = published.observe(turned, turned, actor, now);
    Turn ofOwner = o.turn(Switch.PUBLISHED_BY_NEW_OWNER);
    if (ofOwner == null || !ofOwner.turned()) {
      o.add(Switch.PUBLISHED_BY_NEW_OWNER, turn);
    }
  }

  private boolean unnamedWithinAWeek(long now) {
    return unnamedMillis != Long.MIN_VALUE && now - unnamedMillis < ValueTable.PROBATION_MILLIS;
  }

  /** Takes a verdict; true when it is about anything kept here. */
  boolean heed(Verdict verdict) {
    return published.heed(verdict);
  }

  NewOwners copy() {
    NewOwners copy = new NewOwners();
    copy.people = people.copy();
    copy.published = published.copy();
    copy.unnamedMillis = unnamedMillis;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    people.write(out);
    published.write(out);
    out.writeLong(unnamedMillis);
  }

  static NewOwners read(DataInput in) throws IOException {
    NewOwners read = new NewOwners();
    read.people = ValueTable.read(CAP, in);
    read.published = SwitchCounter.read(in);
    read.unnamedMillis = in.readLong();
    return read;
  }
}
