package dev.pubwatch.notify.route;

import dev.pubwatch.events.AlertKind;
import dev.pubwatch.events.Severity;
import dev.pubwatch.notify.route.Routing.IncidentSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a {@link Routing} from settings: {@code notifiers.routes.NAME.…}, {@code
 * notifiers.silences.NAME.…}, {@code notifiers.teams.NAME.…} and {@code notifiers.incidents.…}.
 */
public final class RoutingReader {
  private static final String ROUTES = "notifiers.routes.";
  private static final String SILENCES = "notifiers.silences.";
  private static final String TEAMS = "notifiers.teams.";
  private static final String INCIDENTS = "notifiers.incidents.";
  private static final Duration LONGEST = Duration.ofDays(90);

  private final Map<String, String> settings;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Team> teams = new TreeMap<>();

  private RoutingReader(Map<String, String> settings) {
    this.settings = settings;
  }

  /** Whether a setting is one of those that are read here. */
  public static boolean isSetting(String key) {
    return List.of(ROUTES, SILENCES, TEAMS, INCIDENTS).stream().anyMatch(key::startsWith);
  }

  /**
   * The routing that settings describe.
   *
   * @param settings others than those for which {@link #isSetting} holds are passed over
   * @throws IllegalArgumentException with every fault, a line each
   */
  public static Routing read(Map<String, String> settings) {
    RoutingReader reader = new RoutingReader(settings);
    Routing routing = reader.routing();
    if (!reader.faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", reader.faults));
    }
    return routing;
  }

  private Routing routing() {
    sections(TEAMS).forEach(section -> teams.put(section.name(), team(section)));
    List<Silence> silences = sections(SILENCES).stream().map(this::silence).toList();
    List<Route> routes = sections(ROUTES).stream().map(this::route).toList();
    return new Routing(routes, silences, incidents());
  }

  private IncidentSettings incidents() {
    IncidentSettings defaults = IncidentSettings.DEFAULTS;
    Map<String, String> values = new TreeMap<>();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(INCIDENTS)) {
            values.put(key.substring(INCIDENTS.length()), value);
          }
        });
    RouteSection section = new RouteSection("incidents", "notifiers.incidents", values, faults);
    IncidentSettings read =
        new IncidentSettings(
            section.duration("quiet-after", defaults.quietAfter(), LONGEST),
            section.duration("owner-within", defaults.ownerWithin(), LONGEST),
            defaults.most());
    section.refuseOthers();
    if (read.quietAfter().compareTo(Duration.ofMinutes(1)) < 0) {
      faults.add("notifiers.incidents.quiet-after must be at least 1m, was " + read.quietAfter());
    }
    return read;
  }

  private Team team(RouteSection section) {
    Team team = new Team(section.name(), section.patterns("owners"), section.patterns("projects"));
    if (team.owners().isEmpty() && team.projects().isEmpty()) {
      section.fault("owners", "or .projects must be set");
    }
    section.refuseOthers();
    return team;
  }

  private Silence silence(RouteSection section) {
    Silence silence =
        new Silence(section.name(), condition(section), section.requiredInstant("until"));
    section.refuseOthers();
    return silence;
  }

  private Condition condition(RouteSection section) {
    return new Condition(
        section.choice("severity", Severity.info, Severity.class),
        Set.copyOf(section.choices("kinds", AlertKind.class)),
        section.patterns("owners"),
        section.patterns("projects"),
        section.known("teams", teams));
  }

  private Route route(RouteSection section) {
    List<String> channels = section.texts("channels");
    if (channels.isEmpty()) {
      section.fault("channels", "must name at least one channel");
    }
    Duration escalateAfter = section.duration("escalate-after", Duration.ZERO, LONGEST);
    List<String> escalateTo = section.texts("escalate-to");
    if (!escalateTo.isEmpty() && escalateAfter.isZero()) {
      section.fault("escalate-after", "must be set where escalate-to is");
    }
    Route route =
        new Route(
            section.name(),
            condition(section),
            channels,
            section.choice("urgent", Severity.high, Severity.class),
            section.quietHours("quiet-hours"),
            section.duration("digest", Duration.ZERO, LONGEST),
            section.duration("update-after", Route.UPDATE_AFTER, Duration.ofDays(1)),
            section.flag("each", false),
            section.flag("resolved", true),
            escalateAfter,
            escalateTo.isEmpty() ? channels : escalateTo);
    section.refuseOthers();
    return route;
  }

  /** In the order of names. */
  private List<RouteSection> sections(String prefix) {
    Map<String, Map<String, String>> byName = new TreeMap<>();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            String rest = key.substring(prefix.length());
            int dot = rest.indexOf('.');
            String name = dot < 0 ? rest : rest.substring(0, dot);
            byName
                .computeIfAbsent(name, n -> new TreeMap<>())
                .put(dot < 0 ? "" : rest.substring(dot + 1), value);
          }
        });
    List<RouteSection> sections = new ArrayList<>();
    byName.forEach(
        (name, values) -> sections.add(new RouteSection(name, prefix + name, values, faults)));
    return sections;
  }
}
