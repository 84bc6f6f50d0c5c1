package dev.pubwatch.notify.incident;

import dev.pubwatch.events.Alert;
import dev.pubwatch.notify.Notice.Phase;
import dev.pubwatch.notify.route.Decision;
import dev.pubwatch.notify.route.Route;
import dev.pubwatch.notify.route.Routing;
import dev.pubwatch.notify.route.Routing.Silenced;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says which channels are told what of an incident, and when. Times are by the clock. */
final class Announcer {
  /** More silenced alerts than that are not looked at again when their silence ends. */
  private static final int MOST_SILENCED = 20;

  /** The time of an escalation that was told: it never comes again. */
  private static final long ESCALATED = Long.MAX_VALUE;

  private final Routing routing;
  private final Shelf shelf;
  private final Teller teller;

  Announcer(Routing routing, Shelf shelf, Teller teller) {
    this.routing = routing;
    this.shelf = shelf;
    this.teller = teller;
  }

  /**
   * An alert has joined, or changed.
   *
   * @param rose why the incident must be looked at again, empty for no such reason
   */
  void came(Incident incident, Alert alert, String rose, long nowMillis) {
    Instant now = Instant.ofEpochMilli(nowMillis);
    Silenced silenced = routing.silenced(alert, now);
    if (silenced != null) {
      hold(incident, alert, silenced);
      return;
    }
    List<Decision> decisions =
        routing.decide(alert, now).stream().filter(Decision::matches).toList();
    changed(incident, alert, decisions, rose, nowMillis);
    Map<String, String> fresh = new TreeMap<>();
    for (Decision decision : decisions) {
      if (!decision.due().isAfter(now)) {
        arm(incident, decision.route(), nowMillis);
      }
      List<String> untold =
          decision.route().channels().stream()
              .filter(channel -> !incident.told.containsKey(channel) && !fresh.containsKey(channel))
              .toList();
      if (untold.isEmpty()) {
        continue;
      }
      if (decision.due().isAfter(now)) {
        collect(decision.route().name(), incident.id, decision.due().toEpochMilli());
      } else {
        untold.forEach(channel -> fresh.put(channel, decision.route().name()));
      }
    }
    open(incident, fresh, alert, nowMillis);
  }

  private static void hold(Incident incident, Alert alert, Silenced silenced) {
    List<String> ids = incident.silenced;
    if (ids.size() < MOST_SILENCED && !ids.contains(alert.getAlertId())) {
      ids.add(alert.getAlertId());
    }
    long ends = silenced.until().toEpochMilli();
    incident.silenceEndsMillis =
        incident.silenceEndsMillis == 0 ? ends : Math.min(incident.silenceEndsMillis, ends);
  }

  private void collect(String route, String incidentId, long dueMillis) {
    Digest digest = shelf.digest(route);
    shelf.putDigest(
        route, (digest == null ? new Digest(dueMillis, Set.of()) : digest).with(incidentId));
  }

  /** Tells channels of the incident for the first time. */
  void open(Incident incident, Map<String, String> fresh, Alert alert, long nowMillis) {
    fresh.forEach(
        (channel, name) -> {
          incident.told.put(channel, new Told(name, 0));
          Route route = routing.route(name);
          if (route != null) {
            arm(incident, route, nowMillis);
          }
        });
    Map<String, String> single = only(fresh, this::isEach);
    Map<String, String> whole = only(fresh, name -> !isEach(name));
    teller.tellOnly(incident, Phase.OPENED, single, alert);
    teller.tell(incident, Phase.OPENED, whole, alert, incident.note);
  }

  /** Somebody is called later, once a route, even where its channels know already by another. */
  private static void arm(Incident incident, Route route, long nowMillis) {
    if (route.escalateAfter().toMillis() > 0 && isOpen(incident)) {
      incident.escalations.putIfAbsent(route.name(), nowMillis + route.escalateAfter().toMillis());
    }
  }

  private static boolean isOpen(Incident incident) {
    return incident.status == Status.OPEN;
  }

  private void changed(
      Incident incident, Alert alert, List<Decision> decisions, String rose, long nowMillis) {
    Map<String, String> single = new TreeMap<>();
    Map<String, String> again = new TreeMap<>();
    for (Map.Entry<String, Told> entry : incident.told.entrySet()) {
      String name = entry.getValue().route();
      if (isEach(name)) {
        if (decisions.stream().anyMatch(decision -> decision.route().name().equals(name))) {
          single.put(entry.getKey(), name);
        }
      } else if (rose.isEmpty()) {
        entry.setValue(entry.getValue().changed(nowMillis + updateAfter(name).toMillis()));
      } else {
        entry.setValue(entry.getValue().updated());
        again.put(entry.getKey(), name);
      }
    }
    teller.tellOnly(incident, Phase.UPDATED, single, alert);
    teller.tell(incident, Phase.ESCALATED, again, alert, rose);
    update(incident, told -> told.isDue(nowMillis), alert);
  }

  /** Tells what has changed to those whose time it is. */
  void update(Incident incident, long nowMillis) {
    update(incident, told -> told.isDue(nowMillis), null);
  }

  private void update(Incident incident, Function<Told, Boolean> whom, @Nullable Alert alert) {
    Map<String, String> due = told(incident, (channel, told) -> whom.apply(told));
    incident.told.replaceAll((channel, t) -> due.containsKey(channel) ? t.updated() : t);
    teller.tell(incident, Phase.UPDATED, due, alert, "");
  }

  /** Tells channels that somebody should look, where nobody has. */
  void escalate(Incident incident, long nowMillis) {
    Set<String> names = new LinkedHashSet<>();
    incident.escalations.forEach(
        (name, due) -> {
          if (due <= nowMillis) {
            names.add(name);
          }
        });
    for (String name : names) {
      incident.escalations.put(name, ESCALATED);
      Route route = routing.route(name);
      if (route != null && isOpen(incident)) {
        Map<String, String> to = new TreeMap<>();
        route.escalateTo().forEach(channel -> to.put(channel, name));
        to.keySet().forEach(channel -> incident.told.putIfAbsent(channel, new Told(name, 0)));
        incident.told.replaceAll((channel, t) -> to.containsKey(channel) ? t.updated() : t);
        String note = "nobody acknowledged within " + brief(route.escalateAfter());
        teller.tell(incident, Phase.ESCALATED, to, null, note);
      }
    }
  }

  /** Tells that somebody has taken it, or that it is over, where the route wants to know. */
  void turn(Incident incident, Phase phase) {
    incident.escalations.clear();
    if (phase == Phase.RESOLVED) {
      update(incident, told -> told.updateDueMillis() != 0 && !wantsTurns(told.route()), null);
    }
    Map<String, String> routes = told(incident, (channel, told) -> wantsTurns(told.route()));
    incident.told.replaceAll((channel, t) -> routes.containsKey(channel) ? t.updated() : t);
    teller.tell(incident, phase, routes, null, incident.note);
  }

  /** Looks again at what was silenced. */
  void silenceEnds(Incident incident, long nowMillis) {
    List<String> ids = new ArrayList<>(incident.silenced);
    incident.silenced.clear();
    incident.silenceEndsMillis = 0;
    for (String id : ids) {
      Alert alert = shelf.alert(id);
      if (alert != null) {
        came(incident, alert, "", nowMillis);
      }
    }
  }

  /** Tells what a route has collected: one incident as it is, several in one message. */
  void digest(String name, Digest digest, List<Incident> incidents, long nowMillis) {
    Route route = routing.route(name);
    if (route == null) {
      return;
    }
    List<Incident> untold =
        incidents.stream()
            .filter(incident -> !incident.told.keySet().containsAll(route.channels()))
            .toList();
    if (untold.size() == 1 && untold.get(0).isLive()) {
      openLate(untold.get(0), route, nowMillis);
    } else {
      teller.digest(name, route.channels(), untold, digest.dueMillis());
    }
  }

  private void openLate(Incident incident, Route route, long nowMillis) {
    Map<String, String> fresh = new TreeMap<>();
    route.channels().forEach(channel -> fresh.put(channel, route.name()));
    fresh.keySet().removeAll(incident.told.keySet());
    Alert strongest =
        incident.shown.isEmpty() ? null : shelf.alert(incident.shown.get(0).alertId());
    if (strongest != null) {
      open(incident, fresh, strongest, nowMillis);
    }
  }

  private static Map<String, String> told(Incident incident, BiPredicate<String, Told> whom) {
    Map<String, String> routes = new TreeMap<>();
    incident.told.forEach(
        (channel, told) -> {
          if (whom.test(channel, told)) {
            routes.put(channel, told.route());
          }
        });
    return routes;
  }

  private static Map<String, String> only(
      Map<String, String> routes, Function<String, Boolean> which) {
    Map<String, String> some = new TreeMap<>(routes);
    some.values().removeIf(name -> !which.apply(name));
    return some;
  }

  private boolean isEach(String name) {
    Route route = routing.route(name);
    return route != null && route.each();
  }

  /** Those of a route that is gone too: what was opened there must be ended there. */
  private boolean wantsTurns(String name) {
    Route route = routing.route(name);
    return route == null || route.resolved();
  }

  private Duration updateAfter(String name) {
    Route route = routing.route(name);
    return route == null ? Duration.ZERO : route.updateAfter();
  }

  static String brief(Duration duration) {
    return duration.toHours() % 24 == 0 && duration.toDays() > 0
        ? duration.toDays() + " d"
        : duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
