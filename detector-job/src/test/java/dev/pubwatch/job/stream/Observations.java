package dev.pubwatch.job.stream;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import dev.pubwatch.core.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Events for tests. */
public final class Observations {
  private Observations() {}

  public static Observation of(String id, @Nullable String project, long timeMillis) {
    return new Observation(event(id, project, timeMillis));
  }

  public static Event event(String id, @Nullable String project, long timeMillis) {
    return Event.builder(id, EventKind.PUBLISH, "npm", timeMillis, "release:publish")
        .project(project)
        .actorId(project == null ? null : "actor-" + Math.floorMod(project.hashCode(), 3))
        .build();
  }

  /** Events in order of time, several at the same moment. */
  public static List<Event> stream(int count, long seed) {
    Random random = new Random(seed);
    List<Event> events = new ArrayList<>();
    long time = 1_600_000_000_000L;
    for (int i = 0; i < count; i++) {
      time += random.nextInt(4) == 0 ? random.nextInt(900) : 0;
      events.add(event("e" + i, "p" + random.nextInt(7), time));
    }
    return events;
  }
}
