package dev.pubwatch.core.judge;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Turn;
import dev.pubwatch.core.Wire;
import dev.pubwatch.core.signal.Group;
import dev.pubwatch.core.signal.Signals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What alerted lately: for each project, credential, account and host of an alert, the signal that
 * said most. Where the same signal fires anew on one of them, the event is judged with a raised
 * prior: as many bits as the alert had, at most {@link #MOST_BITS}, halving every {@link
 * #HALF_LIFE_DAYS} days. A second wave on another day, with another host, is found by the first;
 * what is odd in another way has to stand on its own.
 *
 * <p>A host raises it no further than it is rare: see {@link HostCounts}.
 *
 * <p>Bounded; the longest untouched entry is forgotten first.
 */
final class IncidentMemory {
  /** The prior is raised at most a thousandfold. */
  private static final double MOST_BITS = 10;

  /** As long as an event that alerted waits to be learned: see {@link Pending}. */
  private static final double HALF_LIFE_DAYS = 90;

  /** A signal fires from one in eight on. */
  private static final double LARGEST_P = 1.0 / 8;

  /** What is weak either way carries no incident. */
  private static final double LEAST_SHARE = 0.25;

  private static final int MAX_ENTRIES = 50_000;
  private static final double DAY_MILLIS = 86_400_000.0;
  private static final String HOST = "host|";

  /**
   * One thing that alerted.
   *
   * @param alertId the alert that it belongs to
   * @param bits score of the event by itself
   * @param atMillis when
   */
  record Incident(String alertId, double bits, long atMillis) {

    /** Bits by which the prior is raised at a time. */
    double bitsAt(long nowMillis) {
      double days = Math.max(0, nowMillis - atMillis) / DAY_MILLIS;
      return Math.min(MOST_BITS, bits) * StrictMath.pow(2, -days / HALF_LIFE_DAYS);
    }
  }

  private final Map<String, Incident> incidents = new LinkedHashMap<>();
  private final HostCounts hosts = new HostCounts();

  /** The incident that an event belongs to, if any; of several the one that says most. */
  @Nullable Incident find(Observation o, Weighing weighing) {
    if (incidents.isEmpty()) {
      return null;
    }
    long now = o.event().timeMillis();
    Incident best = null;
    List<String> entities = null;
    for (int i = 0; i < Signals.ALL.size(); i++) {
      if (fires(o, weighing, i)) {
        entities = entities == null ? entities(o) : entities;
        for (String entity : entities) {
          Incident found = carries(entity, i) ? asRare(entity, key(entity, i)) : null;
          boolean more = found != null && (best == null || found.bitsAt(now) > best.bitsAt(now));
          best = more ? found : best;
        }
      }
    }
    return best;
  }

  private @Nullable Incident asRare(String entity, String key) {
    Incident found = incidents.get(key);
    if (found == null || !entity.startsWith(HOST)) {
      return found;
    }
    double most = hosts.bits(entity.substring(HOST.length()));
    return most >= found.bits() ? found : new Incident(found.alertId(), most, found.atMillis());
  }

  /** Counts the hosts that are new to a repository, in an event that was judged ordinary. */
  void count(Observation o) {
    Turn turn = o.turn(Switch.NEW_EGRESS_HOST);
    if (turn != null && turn.fresh()) {
      turn.values().forEach(hosts::add);
    }
  }

  private static boolean fires(Observation o, Weighing weighing, int signal) {
    double p = weighing.p(signal);
    return !Double.isNaN(p)
        && p <= LARGEST_P
        && Signals.ALL.get(signal).attackShare() >= LEAST_SHARE
        && Signals.ALL.get(signal).isFresh(o);
  }

  /**
   * Remembers an event that alerted.
   *
   * @param bits score of the event by itself, without a raised prior
   */
  void remember(Observation o, Weighing weighing, String alertId, double bits) {
    int signal = weighing.strongest();
    if (signal < 0) {
      return;
    }
    long now = o.event().timeMillis();
    for (String entity : entities(o)) {
      if (carries(entity, signal)) {
        String key = key(entity, signal);
        Incident before = incidents.remove(key);
        double left = before == null ? 0 : before.bitsAt(now);
        incidents.put(key, new Incident(alertId, Math.max(Math.max(0, bits), left), now));
      }
    }
    Iterator<String> oldestFirst = incidents.keySet().iterator();
    while (incidents.size() > MAX_ENTRIES) {
      oldestFirst.next();
      oldestFirst.remove();
    }
  }

  /** What was benign raises no prior. */
  void forget(String alertId) {
    incidents.values().removeIf(incident -> incident.alertId().equals(alertId));
  }

  private static List<String> entities(Observation o) {
    Event e = o.event();
    List<String> entities = new ArrayList<>();
    if (e.project() != null) {
      entities.add("project|" + e.project());
    }
    if (e.credentialId() != null) {
      entities.add("credential|" + e.credentialId());
    }
    if (e.actorId() != null) {
      entities.add("account|" + e.source() + "|" + e.actorId());
    }
    Turn hosts = o.turn(Switch.NEW_EGRESS_HOST);
    if (hosts != null && hosts.turned()) {
      for (String host : hosts.values()) {
        entities.add(HOST + host);
      }
    }
    return entities;
  }

  /** An account that is new to one project is new to the next: that is no second oddity. */
  private static boolean carries(String entity, int signal) {
    Group group = Signals.ALL.get(signal).group();
    return !(entity.startsWith("account|") && group == Group.WHO)
        && !(entity.startsWith("credential|") && group == Group.CREDENTIAL);
  }

  private static String key(String entity, int signal) {
    return Signals.ALL.get(signal).name() + "|" + entity;
  }

  int size() {
    return incidents.size();
  }

  /** Incidents are immutable. */
  void copyFrom(IncidentMemory other) {
    incidents.putAll(other.incidents);
    hosts.copyFrom(other.hosts);
  }

  void write(DataOutput out) throws IOException {
    Wire.unsigned(out, incidents.size());
    for (Map.Entry<String, Incident> entry : incidents.entrySet()) {
      Wire.string(out, entry.getKey());
      Wire.string(out, entry.getValue().alertId());
      out.writeDouble(entry.getValue().bits());
      out.writeLong(entry.getValue().atMillis());
    }
    hosts.write(out);
  }

  void read(DataInput in) throws IOException {
    int size = Wire.count(in);
    for (int i = 0; i < size; i++) {
      String key = Wire.text(in);
      String alertId = Wire.text(in);
      incidents.put(key, new Incident(alertId, in.readDouble(), in.readLong()));
    }
    hosts.read(in);
  }
}
