package dev.pubwatch.core.policy;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Turn;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a policy can ask of an event, by the contract's names. A missing value is no value. */
final class Fields {
  private static final String ATTRIBUTES = "attributes.";
  private static final String TURNED = "turned.";

  private static final Map<String, Function<Event, @Nullable String>> SINGLE =
      Map.ofEntries(
          Map.entry("action", Event::action),
          Map.entry("source_action", Event::sourceAction),
          Map.entry("source", Event::source),
          Map.entry("project", Event::project),
          Map.entry("owner", Event::owner),
          Map.entry("version", Event::version),
          Map.entry("ref", Event::ref),
          Map.entry("actor.id", Event::actorId),
          Map.entry("actor.kind", Event::actorKind),
          Map.entry("credential.id", Event::credentialId),
          Map.entry("credential.kind", Event::credentialKind),
          Map.entry("ci.workflow", Event::workflow),
          Map.entry("ci.event", Event::trigger),
          Map.entry("ci.conclusion", Event::conclusion),
          Map.entry("ci.runner_kind", Event::runnerKind),
          Map.entry("ci.sends_secrets", e -> text(e.sendsSecrets())),
          Map.entry("ci.action_refs_unpinned", e -> count(e.actionRefsUnpinned())));

  private Fields() {}

  /**
   * Reads a field of an event.
   *
   * @throws IllegalArgumentException if there is no such field
   */
  static Function<Observation, List<String>> of(String name) {
    if (name.startsWith(ATTRIBUTES)) {
      String key = name.substring(ATTRIBUTES.length());
      return o -> list(o.event().attributes().get(key));
    }
    if (name.startsWith(TURNED)) {
      Switch which = Switch.valueOf(name.substring(TURNED.length()).toUpperCase(Locale.ROOT));
      return o -> turned(o.turn(which));
    }
    if (name.equals("ci.secrets_passed")) {
      return o -> o.event().secretsPassed();
    }
    if (name.equals("ci.egress_hosts")) {
      return o -> o.event().egressHosts();
    }
    Function<Event, @Nullable String> field = SINGLE.get(name);
    if (field == null) {
      throw new IllegalArgumentException(
          "unknown field " + name + ", expected an event's field, attributes.NAME or turned.NAME");
    }
    return o -> list(field.apply(o.event()));
  }

  private static List<String> turned(@Nullable Turn turn) {
    return turn == null || !turn.fresh() ? List.of() : List.of("yes");
  }

  private static List<String> list(@Nullable String value) {
    return value == null ? List.of() : List.of(value);
  }

  private static @Nullable String text(@Nullable Boolean flag) {
    return flag == null ? null : flag.toString();
  }

  private static @Nullable String count(int number) {
    return number == Event.UNKNOWN ? null : String.valueOf(number);
  }
}
