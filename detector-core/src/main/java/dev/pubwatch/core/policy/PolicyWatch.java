package dev.pubwatch.core.policy;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Verdict;
import dev.pubwatch.core.baseline.Hashes;
import dev.pubwatch.core.correlate.Judged;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells of broken policies: one alert for each policy and project, however often it is broken, with
 * a revision only when something about it is new. Beyond a day's allowance the rest is told in one
 * alert a policy and day, at the first, second, fourth, eighth ... of them.
 */
public final class PolicyWatch {
  /** Beyond so many different breaches of one project, further ones are only counted. */
  private static final int MAX_DETAILS = 16;

  private static final long DAY_MILLIS = 86_400_000L;

  private final List<Watched> watched;
  private final int perDay;

  /** Watches what an operator wants watched. */
  public PolicyWatch(PolicySettings settings) {
    this.watched = Watched.of(settings);
    this.perDay = settings.perDay();
  }

  /** Takes an event, in order of event time but for late ones. */
  public void observe(PolicyBook book, Judged judged, Consumer<Alert> alerts) {
    Observation o = judged.observation();
    for (Watched one : watched) {
      if (one.policy().isBroken(o) && one.covers(o.event())) {
        broken(book, one.policy(), o, alerts);
      }
    }
  }

  /** A judged breach is told again when it happens again. */
  public void heed(PolicyBook book, Verdict verdict) {
    if (verdict.kind() == Verdict.Kind.CONFIRMED) {
      book.close(verdict.alertId());
    }
  }

  private void broken(PolicyBook book, Policy policy, Observation o, Consumer<Alert> alerts) {
    Event e = o.event();
    String key = policy.name() + "|" + subject(e);
    PolicyBook.Entry entry = book.find(key);
    boolean known = entry != null;
    long today = Math.floorDiv(e.timeMillis(), DAY_MILLIS);
    if (entry == null && !book.takeOne(today, perDay)) {
      oneOfMany(book, policy, o, today, alerts);
      return;
    }
    if (entry == null) {
      entry = new PolicyBook.Entry(PolicyWriter.alertId(key, e.eventId()), e.timeMillis());
    }
    if (take(entry, policy, o) || !known) {
      entry.revision++;
      alerts.accept(PolicyWriter.one(policy, entry, o));
    }
    book.put(key, entry);
  }

  private static void oneOfMany(
      PolicyBook book, Policy policy, Observation o, long today, Consumer<Alert> alerts) {
    String key = policy.name() + "|day|" + today;
    PolicyBook.Entry found = book.find(key);
    PolicyBook.Entry entry =
        found == null
            ? new PolicyBook.Entry(PolicyWriter.alertId(key, ""), o.event().timeMillis())
            : found;
    take(entry, policy, o);
    if (Long.bitCount(entry.breaches) == 1) {
      entry.revision++;
      alerts.accept(PolicyWriter.many(policy, entry, o));
    }
    book.put(key, entry);
  }

  /** Adds a breach; true when nothing like it is known of the entry. */
  private static boolean take(PolicyBook.Entry entry, Policy policy, Observation o) {
    Event e = o.event();
    entry.breaches++;
    entry.lastMillis = Math.max(entry.lastMillis, e.timeMillis());
    long detail = Hashes.of(policy.detailOf(o));
    boolean isNew = !entry.details.contains(detail) && entry.details.size() < MAX_DETAILS;
    if (isNew) {
      entry.details.add(detail);
    }
    if (entry.events.size() < PolicyBook.MAX_EVENTS && (isNew || entry.events.isEmpty())) {
      entry.events.add(
          new Alert.Evidence(
              e.eventId(), e.project(), e.version(), e.timeMillis(), e.action(), e.source()));
    }
    return isNew;
  }

  /** What the alert is about: project, else owner, else account. */
  private static String subject(Event e) {
    if (e.project() != null) {
      return "project|" + e.project();
    }
    return e.owner() != null
        ? "owner|" + e.source() + "|" + e.owner()
        : "account|" + e.source() + "|" + e.actorId();
  }
}
