package dev.pubwatch.notify.route;

import dev.pubwatch.events.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All routes and silences, and how incidents are held together.
 *
 * <p>Every route that an alert matches tells; a channel that several name is told once, by the
 * first in the order of names.
 *
 * @param routes in the order of their names
 * @param incidents when they end and what they may hold
 */
public record Routing(List<Route> routes, List<Silence> silences, IncidentSettings incidents) {
  private static final String TERMINAL = "terminal";

  public Routing {
    routes = routes.stream().sorted(Comparator.comparing(Route::name)).toList();
    silences = List.copyOf(silences);
  }

  /**
   * When incidents end.
   *
   * @param quietAfter without an alert for so long, an incident is over
   * @param ownerWithin alerts that have nothing in common but an owner belong together so long
   * @param most how many incidents are held
   */
  public record IncidentSettings(Duration quietAfter, Duration ownerWithin, int most) {
    /** A week, a day, ten thousand. */
    public static final IncidentSettings DEFAULTS =
        new IncidentSettings(Duration.ofDays(7), Duration.ofDays(1), 10_000);
  }

  /** Nothing is set: nobody is told, and incidents end as by default. */
  public static Routing none() {
    return new Routing(List.of(), List.of(), IncidentSettings.DEFAULTS);
  }

  /**
   * The same, with every incident to each of these channels where no routes are set; and each alert
   * by itself to {@value #TERMINAL}, which can change nothing that it has printed.
   */
  public Routing orEverything(List<String> channels) {
    if (!routes.isEmpty()) {
      return this;
    }
    List<Route> all = new ArrayList<>();
    if (channels.contains(TERMINAL)) {
      all.add(Route.eachAlert(List.of(TERMINAL)));
    }
    List<String> others = channels.stream().filter(name -> !name.equals(TERMINAL)).toList();
    if (!others.isEmpty()) {
      all.add(Route.everything(others));
    }
    return new Routing(all, silences, incidents);
  }

  /** What each route says of an alert, silences apart. */
  public List<Decision> decide(Alert alert, Instant now) {
    return routes.stream().map(route -> decide(route, alert, now)).toList();
  }

  private static Decision decide(Route route, Alert alert, Instant now) {
    String misses = route.condition().misses(alert);
    if (!misses.isEmpty()) {
      return new Decision(route, false, now, misses);
    }
    Instant due = route.due(alert.getSeverity(), now);
    return new Decision(route, true, due, due.isAfter(now) ? waits(route, now) : "at once");
  }

  private static String waits(Route route, Instant now) {
    boolean quiet = route.quietHours() != null && route.quietHours().holds(now);
    String why = quiet ? "quiet hours " + route.quietHours() : "digest every " + route.digest();
    return "not urgent: " + why;
  }

  /** The silence that covers the alert and ends last; null when it is not silenced. */
  public @Nullable Silenced silenced(Alert alert, Instant now) {
    return silences.stream()
        .filter(silence -> silence.covers(alert, now))
        .max(Comparator.comparing(Silence::until))
        .map(silence -> new Silenced(silence.name(), silence.until()))
        .orElse(null);
  }

  /** Name and end of a silence. */
  public record Silenced(String name, Instant until) {}

  /** The route of that name, null when there is none any more. */
  public @Nullable Route route(String name) {
    return routes.stream().filter(route -> route.name().equals(name)).findFirst().orElse(null);
  }

  /** Every channel that a route names. */
  public Set<String> channels() {
    Set<String> names = new LinkedHashSet<>();
    routes.forEach(
        route -> {
          names.addAll(route.channels());
          names.addAll(route.escalateTo());
        });
    return names;
  }
}
