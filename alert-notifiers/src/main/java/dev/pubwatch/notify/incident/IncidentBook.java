package dev.pubwatch.notify.incident;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Severity;
import dev.pubwatch.events.Verdict;
import dev.pubwatch.events.VerdictKind;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.Notice.Phase;
import dev.pubwatch.notify.Outgoing;
import dev.pubwatch.notify.route.LiveRouting;
import dev.pubwatch.notify.route.Routing.IncidentSettings;
import dev.pubwatch.notify.route.Routing.Silenced;
import dev.pubwatch.notify.route.Severities;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All incidents. Alerts that share project, credential, actor or campaign within the quiet time, or
 * an owner within a shorter one, are one incident, and one that binds two merges them: the older
 * survives. An incident ends when all its alerts were judged benign, when somebody says so, or when
 * nothing has come for the quiet time and none of its alerts was confirmed.
 *
 * <p>What is decided depends on the order of what comes and the clock that is passed, on nothing
 * else. How much is held is bounded: the number of incidents, of alerts told of each, of alerts and
 * keys remembered.
 */
final class IncidentBook {
  /** Ended incidents whose alerts and keys are still remembered. */
  private static final int MOST_LEFTOVERS = 1_000;

  private final Shelf shelf;
  private final LiveRouting live;
  private final Consumer<Counted> counts;
  private final Grouping grouping;
  private final Announcer announcer;
  private final Silences silences;
  private final Timers timers = new Timers();
  private final IncidentSettings settings;
  private final long quietMillis;
  private long seenGeneration = -1; // silences may have changed since the last process
  private int leftovers;

  IncidentBook(Shelf shelf, LiveRouting live, Consumer<Counted> counts, Consumer<Outgoing> out) {
    this.shelf = shelf;
    this.live = live;
    this.counts = counts;
    this.settings = live.get().incidents();
    this.grouping = new Grouping(shelf, settings);
    this.announcer = new Announcer(live, shelf, counts, new Teller(shelf, out));
    this.silences = new Silences(live, shelf, announcer);
    this.quietMillis = settings.quietAfter().toMillis();
    shelf.eachIncident(incident -> timers.set(incident, quietMillis));
  }

  /** Takes an alert, new or revised. */
  void alert(Alert alert, long nowMillis) {
    Member member = shelf.member(alert.getAlertId());
    Incident own = member == null ? null : grouping.root(member.incidentId());
    if (own != null && !own.isLive() && own.judged) {
      return; // an analyst has said what it is
    }
    Map<String, Incident> bound = new LinkedHashMap<>();
    if (own != null) {
      bound.put(own.id, own);
      if (!own.isLive()) {
        reopen(own, "it goes on");
      }
    }
    grouping.bound(alert).forEach(incident -> bound.putIfAbsent(incident.id, incident));
    if (bound.isEmpty()) {
      makeRoom(nowMillis);
      Incident opened = Grouping.open(alert, nowMillis);
      keep(opened);
      bound.put(opened.id, opened);
    }
    List<Incident> oldestFirst = bound.values().stream().sorted(Grouping.OLDEST_FIRST).toList();
    join(oldestFirst.get(0), oldestFirst.subList(1, oldestFirst.size()), alert, nowMillis);
  }

  private void join(Incident incident, List<Incident> others, Alert alert, long nowMillis) {
    Severity before = incident.severity;
    Map<String, String> alsoTold = new TreeMap<>();
    for (Incident other : others) {
      merge(incident, other, alsoTold, nowMillis);
    }
    Silenced silenced = live.get().silenced(alert, Instant.ofEpochMilli(nowMillis));
    add(incident, alert, silenced != null, nowMillis);
    boolean rose = incident.alerts > 1 && Severities.below(before, incident.severity);
    if (silenced == null) {
      announcer.came(incident, alert, rose ? "severity rose from " + before : "", nowMillis);
    } else {
      incident.silence(silenced.until().toEpochMilli());
      counts.accept(Counted.SILENCED);
    }
    alsoTold.keySet().removeAll(incident.told.keySet());
    Alert known = silenced == null ? alert : announcer.strongest(incident);
    announcer.open(incident, alsoTold, known == null ? alert : known, nowMillis);
    incident.note = "";
    keep(incident);
  }

  private void merge(
      Incident survivor, Incident other, Map<String, String> alsoTold, long nowMillis) {
    other.told.forEach((channel, told) -> alsoTold.putIfAbsent(channel, told.route()));
    if (survivor.status == Status.OPEN) {
      other.escalations.forEach((route, due) -> survivor.escalations.merge(route, due, Math::min));
    }
    end(other, "merged into " + survivor.id, nowMillis);
    other.mergedInto = survivor.id;
    survivor.absorb(other);
    while (survivor.shown.size() > Notice.MOST_ALERTS) {
      shelf.removeAlert(survivor.shown.remove(survivor.shown.size() - 1).alertId());
    }
    keep(other);
  }

  /** Counts the alert, and keeps it if it is one of those worth telling. */
  private void add(Incident incident, Alert alert, boolean silenced, long nowMillis) {
    Member member = shelf.member(alert.getAlertId());
    VerdictKind verdict = VerdictKind.unknown;
    if (member != null && leadsTo(member, incident)) {
      verdict = member.verdict();
    } else {
      incident.alerts++;
    }
    boolean room = shelf.putMember(alert.getAlertId(), new Member(incident.id, verdict));
    if (!grouping.remember(alert, incident.id) || !room) {
      tidy(); // for the next one
    }
    if (!silenced) {
      incident.severity = Severities.higher(incident.severity, alert.getSeverity());
    }
    incident.openedMillis = Math.min(incident.openedMillis, alert.getDetectedAt().toEpochMilli());
    incident.updatedMillis = Math.max(incident.updatedMillis, Grouping.timeMillis(alert));
    incident.seenMillis = nowMillis;
    show(incident, alert, silenced);
  }

  private boolean leadsTo(Member member, Incident incident) {
    Incident root = grouping.root(member.incidentId());
    return root != null && root.id.equals(incident.id);
  }

  /** What has just come is always among those told. */
  private void show(Incident incident, Alert alert, boolean silenced) {
    Shown shown =
        new Shown(alert.getAlertId(), alert.getSeverity(), alert.getScoreBits(), silenced);
    incident.shown.removeIf(s -> s.alertId().equals(shown.alertId()));
    int most = shelf.isCrowded() ? 1 : Notice.MOST_ALERTS;
    while (incident.shown.size() >= most) {
      shelf.removeAlert(incident.shown.remove(incident.shown.size() - 1).alertId());
    }
    incident.shown.add(shown);
    incident.shown.sort(Shown.STRONGEST_FIRST);
    shelf.putAlert(alert);
  }

  /**
   * Takes an analyst's word. Benign ends the incident once it was said of all its alerts; confirmed
   * opens one that had ended and keeps it until somebody resolves it; withdrawn takes either back.
   */
  void verdict(Verdict verdict, long nowMillis) {
    Member member = shelf.member(verdict.getAlertId());
    Incident incident = member == null ? null : grouping.root(member.incidentId());
    if (member == null || incident == null || verdict.getVerdict() == VerdictKind.unknown) {
      return;
    }
    boolean withdrawn = verdict.getVerdict() == VerdictKind.withdrawn;
    VerdictKind now = withdrawn ? VerdictKind.unknown : verdict.getVerdict();
    if (now != member.verdict()) {
      shelf.putMember(verdict.getAlertId(), new Member(incident.id, now));
      incident.count(member.verdict(), -1);
      incident.count(now, 1);
      judged(incident, now, nowMillis);
      keep(incident);
    }
  }

  private void judged(Incident incident, VerdictKind said, long nowMillis) {
    if (said == VerdictKind.confirmed) {
      if (!incident.isLive()) {
        again(incident, "an alert of it was confirmed", nowMillis);
      }
      acknowledge(incident, "confirmed by a verdict");
    } else if (said == VerdictKind.benign && incident.isLive() && incident.isAllBenign()) {
      end(incident, "judged benign", nowMillis);
      incident.judged = true;
    } else if (said == VerdictKind.benign) {
      acknowledge(incident, "an alert of it was judged benign");
    } else if (incident.judged) {
      again(incident, "the verdict was withdrawn", nowMillis);
    }
  }

  private void again(Incident incident, String why, long nowMillis) {
    reopen(incident, why);
    incident.seenMillis = nowMillis;
    reannounce(incident, nowMillis);
  }

  private void reannounce(Incident incident, long nowMillis) {
    Alert strongest = announcer.strongest(incident);
    if (strongest != null) {
      announcer.came(incident, strongest, "", nowMillis);
    }
    incident.note = "";
  }

  /** Live again: channels are told anew. */
  private static void reopen(Incident incident, String why) {
    incident.status = Status.OPEN;
    incident.judged = false;
    incident.note = why;
    incident.told.clear();
  }

  /** Somebody looks at it; false when there is no such incident that waits for somebody. */
  boolean acknowledge(String id, String note) {
    Incident incident = grouping.root(id);
    boolean taken = incident != null && acknowledge(incident, note);
    if (incident != null) {
      keep(incident);
    }
    return taken;
  }

  private boolean acknowledge(Incident incident, String note) {
    if (incident.status != Status.OPEN) {
      return false;
    }
    incident.status = Status.ACKNOWLEDGED;
    incident.note = note;
    announcer.turn(incident, Phase.ACKNOWLEDGED);
    incident.note = "";
    return true;
  }

  /** Somebody says that it is over. */
  boolean resolve(String id, String note, long nowMillis) {
    Incident incident = grouping.root(id);
    if (incident == null || !incident.isLive()) {
      return false;
    }
    end(incident, note, nowMillis);
    keep(incident);
    return true;
  }

  private void end(Incident incident, String why, long nowMillis) {
    incident.status = Status.RESOLVED;
    incident.endedMillis = nowMillis;
    incident.note = why;
    announcer.turn(incident, Phase.RESOLVED);
  }

  /** Does what the clock asks for: updates, escalations, ends of silences, digests, quiet ends. */
  void tick(long nowMillis) {
    lookAtSilences(nowMillis);
    digests(nowMillis); // first: what is told there needs no message of its own
    for (String id = timers.due(nowMillis); id != null; id = timers.due(nowMillis)) {
      Incident incident = shelf.incident(id);
      if (incident == null) {
        timers.remove(id);
      } else if (!incident.isLive()) {
        expire(incident, nowMillis);
      } else {
        look(incident, nowMillis);
      }
    }
  }

  private void digests(long nowMillis) {
    Map<String, Digest> due = new TreeMap<>();
    shelf.eachDigest(
        (route, digest) -> {
          if (digest.dueMillis() <= nowMillis) {
            due.put(route, digest);
          }
        });
    due.forEach((route, digest) -> digest(route, digest, nowMillis));
  }

  private void look(Incident incident, long nowMillis) {
    announcer.update(incident, nowMillis);
    announcer.escalate(incident, nowMillis);
    if (incident.silenceEndsMillis != 0 && incident.silenceEndsMillis <= nowMillis) {
      silences.end(incident, nowMillis);
    }
    if (incident.endsByQuiet() && incident.seenMillis + quietMillis <= nowMillis) {
      Duration quiet = settings.quietAfter();
      end(incident, "quiet for " + Announcer.brief(quiet), nowMillis);
    }
    keep(incident);
  }

  /** A silence that was lifted ends now, one that was made longer goes on. */
  private void lookAtSilences(long nowMillis) {
    long generation = live.generation();
    if (generation == seenGeneration) {
      return;
    }
    seenGeneration = generation;
    List<Incident> silenced = new ArrayList<>();
    shelf.eachIncident(
        incident -> {
          if (incident.isLive() && incident.silenceEndsMillis != 0) {
            silenced.add(incident);
          }
        });
    for (Incident incident : silenced) {
      silences.end(incident, nowMillis);
      keep(incident);
    }
  }

  private void digest(String route, Digest digest, long nowMillis) {
    Map<String, Incident> incidents = new LinkedHashMap<>();
    for (String id : digest.incidentIds()) {
      Incident incident = grouping.root(id);
      if (incident != null && !incident.judged) {
        incidents.putIfAbsent(incident.id, incident);
      }
    }
    announcer.digest(route, digest, new ArrayList<>(incidents.values()), nowMillis);
    incidents.values().forEach(this::keep);
    shelf.removeDigest(route);
  }

  /** One that was merged stays while the survivor does: keys and members lead to it. */
  private void expire(Incident incident, long nowMillis) {
    if (!incident.mergedInto.isEmpty() && grouping.root(incident.id) != null) {
      incident.endedMillis = nowMillis;
      keep(incident);
    } else {
      drop(incident);
    }
  }

  private void makeRoom(long nowMillis) {
    while (timers.size() >= settings.most()) {
      String id = timers.leastWorth();
      Incident incident = id == null ? null : shelf.incident(id);
      if (incident == null) {
        timers.remove(String.valueOf(id));
        continue;
      }
      if (incident.isLive()) {
        end(incident, "too many incidents are open", nowMillis);
      }
      drop(incident);
    }
  }

  private void drop(Incident incident) {
    incident.shown.forEach(shown -> shelf.removeAlert(shown.alertId()));
    shelf.removeIncident(incident.id);
    timers.remove(incident.id);
    if (++leftovers >= MOST_LEFTOVERS) {
      tidy();
    }
  }

  private void tidy() {
    if (leftovers > 0) {
      shelf.forget(id -> !timers.has(id));
      leftovers = 0;
    }
  }

  private void keep(Incident incident) {
    shelf.put(incident);
    timers.set(incident, quietMillis);
  }

  /** The incident, whether live or not; null when there is none. */
  @Nullable Incident find(String id) {
    return grouping.root(id);
  }
}
