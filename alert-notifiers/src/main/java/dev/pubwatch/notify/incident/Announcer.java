package dev.pubwatch.notify.incident;

import dev.pubwatch.events.Alert;
import dev.pubwatch.notify.Notice.Phase;
import dev.pubwatch.notify.route.Decision;
import dev.pubwatch.notify.route.LiveRouting;
import dev.pubwatch.notify.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says which channels are told what of an incident, and when. Times are by the clock. */
final class Announcer {
  /** The time of an escalation that was told: it never comes again. */
  private static final long ESCALATED = Long.MAX_VALUE;

  private final LiveRouting live;
  private final Shelf shelf;
  private final Consumer<Counted> counts;
  private final Teller teller;

  Announcer(LiveRouting live, Shelf shelf, Consumer<Counted> counts, Teller teller) {
    this.live = live;
    this.shelf = shelf;
    this.counts = counts;
    this.teller = teller;
  }

  /**
   * An alert has joined, or changed, and is not silenced.
   *
   * @param rose why the incident must be looked at again, empty for no such reason
   */
  void came(Incident incident, Alert alert, String rose, long nowMillis) {
    Instant now = Instant.ofEpochMilli(nowMillis);
    List<Decision> decisions =
        live.get().decide(alert, now).stream().filter(Decision::matches).toList();
    if (decisions.isEmpty()) {
      counts.accept(Counted.UNROUTED);
    }
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

  private void collect(String route, String incidentId, long dueMillis) {
    counts.accept(Counted.HELD);
    Digest digest = shelf.digest(route);
    shelf.putDigest(
        route, (digest == null ? new Digest(dueMillis, Set.of()) : digest).with(incidentId));
  }

  /** Tells channels of the incident for the first time. */
  void open(Incident incident, Map<String, String> fresh, Alert alert, long nowMillis) {
    fresh.forEach(
        (channel, name) -> {
          incident.told.put(channel, new Told(name, 0));
          Route route = live.get().route(name);
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
      } else if (rose.isEmpty() || !isUrgent(name, alert, nowMillis)) {
        entry.setValue(entry.getValue().changed(updateDue(incident, alert, name, nowMillis)));
      } else {
        entry.setValue(entry.getValue().updated());
        again.put(entry.getKey(), name);
      }
    }
    teller.tellOnly(incident, Phase.UPDATED, single, alert);
    teller.tell(incident, Phase.ESCALATED, again, alert, rose);
    update(incident, told -> told.isDue(nowMillis), alert);
  }

  /** What a route would not tell at once of a new incident it does not tell at once of a known. */
  private boolean isUrgent(String name, Alert alert, long nowMillis) {
    Route route = live.get().route(name);
    Instant now = Instant.ofEpochMilli(nowMillis);
    return route == null || !route.due(alert.getSeverity(), now).isAfter(now);
  }

  /** When a change is told; what must wait is told with the rest that the route collects. */
  private long updateDue(Incident incident, Alert alert, String name, long nowMillis) {
    Instant soon = Instant.ofEpochMilli(nowMillis).plus(updateAfter(name));
    Route route = live.get().route(name);
    Instant due = route == null ? soon : route.due(alert.getSeverity(), soon);
    if (due.isAfter(soon)) {
      collect(name, incident.id, due.toEpochMilli());
      Digest digest = shelf.digest(name);
      return digest == null ? due.toEpochMilli() : digest.dueMillis();
    }
    return due.toEpochMilli();
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
      Route route = live.get().route(name);
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

  /** Tells what a route has collected: one incident as it is, several in one message. */
  void digest(String name, Digest digest, List<Incident> incidents, long nowMillis) {
    Route route = live.get().route(name);
    if (route == null) {
      return;
    }
    List<Incident> news = incidents.stream().filter(incident -> isNews(incident, route)).toList();
    if (news.size() == 1 && news.get(0).isLive()) {
      openLate(news.get(0), route, nowMillis);
    } else {
      teller.digest(name, route.channels(), news, digest.dueMillis());
      news.forEach(incident -> isTold(incident, name));
    }
  }

  /** New to a channel of the route, or changed since it was told. */
  private static boolean isNews(Incident incident, Route route) {
    return !incident.told.keySet().containsAll(route.channels())
        || incident.told.values().stream()
            .anyMatch(told -> told.route().equals(route.name()) && told.updateDueMillis() != 0);
  }

  /** What changed was in the digest. */
  private static void isTold(Incident incident, String name) {
    incident.told.replaceAll((channel, told) -> told.route().equals(name) ? told.updated() : told);
  }

  private void openLate(Incident incident, Route route, long nowMillis) {
    Map<String, String> fresh = new TreeMap<>();
    route.channels().forEach(channel -> fresh.put(channel, route.name()));
    fresh.keySet().removeAll(incident.told.keySet());
    Alert strongest = strongest(incident);
    if (strongest != null) {
      open(incident, fresh, strongest, nowMillis);
    }
  }

  /** Null when all of it is silenced. */
  @Nullable Alert strongest(Incident incident) {
    String id = incident.strongestAlertId();
    return id == null ? null : shelf.alert(id);
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
    Route route = live.get().route(name);
    return route != null && route.each();
  }

  /** Those of a route that is gone too: what was opened there must be ended there. */
  private boolean wantsTurns(String name) {
    Route route = live.get().route(name);
    return route == null || route.resolved();
  }

  private Duration updateAfter(String name) {
    Route route = live.get().route(name);
    return route == null ? Duration.ZERO : route.updateAfter();
  }

  static String brief(Duration duration) {
    return duration.toHours() % 24 == 0 && duration.toDays() > 0
        ? duration.toDays() + " d"
        : duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
