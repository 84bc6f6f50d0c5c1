package dev.pubwatch.notify;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A notice in the outbox, for the channels that are to tell it.
 *
 * @param notice without a route
 * @param routes name of the route by the channel that it chose
 * @param mergeable whether a later one of the kind may be told in its place
 */
public record Outgoing(Notice notice, Map<String, String> routes, boolean mergeable) {
  public Outgoing {
    routes = new TreeMap<>(routes);
  }

  /** What a channel is to tell, null where it is not meant. */
  public @Nullable Notice to(String channel) {
    String route = routes.get(channel);
    return route == null
        ? null
        : new Notice(
            notice.incidentId(),
            notice.revision(),
            notice.phase(),
            route,
            notice.severity(),
            notice.openedAt(),
            notice.updatedAt(),
            notice.alertCount(),
            notice.alerts(),
            notice.note());
  }
}
