package dev.pubwatch.benchmarks.peers;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value that rules of the peers watch, with the entity it belongs to.
 *
 * @param name what it is
 * @param read the entity's values in an event; none where the event has none
 */
record WatchedValue(String name, Function<Event, List<String>> read) {
  static final WatchedValue PUBLISHER =
      new WatchedValue("publisher", e -> publish(e) ? pair(e.project(), e.actorId()) : List.of());
  static final WatchedValue HOST =
      new WatchedValue(
          "host",
          e ->
              workflow(e)
                  ? e.egressHosts().stream().map(host -> e.project() + "|" + host).toList()
                  : List.of());

  /** Everything that such rules are written on in the peers' published rule sets. */
  static final List<WatchedValue> ALL =
      List.of(
          PUBLISHER,
          HOST,
          new WatchedValue("client", e -> pair(e.actorId(), e.client())),
          new WatchedValue("credential", e -> pair(e.project(), e.credentialId())),
          new WatchedValue("credential kind", e -> pair(e.project(), e.credentialKind())),
          new WatchedValue("network", e -> pair(e.actorId(), e.prefix())),
          new WatchedValue("country", e -> pair(e.actorId(), e.country())),
          new WatchedValue("editor", e -> workflow(e) ? pair(e.project(), e.actorId()) : List.of()),
          new WatchedValue(
              "workflow", e -> workflow(e) ? pair(e.project(), e.workflow()) : List.of()));

  List<String> terms(Event event) {
    return read.apply(event);
  }

  private static boolean publish(Event e) {
    return e.kind() == EventKind.PUBLISH;
  }

  private static boolean workflow(Event e) {
    return e.action().startsWith("workflow:");
  }

  private static List<String> pair(@Nullable String entity, @Nullable String value) {
    return entity == null || value == null ? List.of() : List.of(entity + "|" + value);
  }
}
