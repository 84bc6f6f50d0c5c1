package dev.pubwatch.core.judge;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Turn;
import dev.pubwatch.core.baseline.Hashes;
import dev.pubwatch.core.signal.Signal;
import dev.pubwatch.core.signal.Signals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns a weighed event into words: what, why, against what, and what to do. */
final class AlertWriter {
  /** Signals weaker than this are left out of the story. */
  private static final double MIN_SIGNAL_BITS = 3;

  private static final int MAX_SIGNALS = 8;
  private static final String FOLLOWS = "follows_alert";

  private AlertWriter() {}

  /** Adds the finding to the open alert that it belongs to, or opens one. */
  static AlertBook.Entry join(JudgeState state, Finding finding) {
    Event e = finding.observation().event();
    String account = e.actorId() == null ? null : kind(finding) + account(e);
    String own = kind(finding) + subject(e);
    String subject = state.alerts.joins(own, account, e.timeMillis());
    AlertBook.Entry entry = state.alerts.find(subject, e.timeMillis());
    if (entry == null) {
      entry = new AlertBook.Entry(alertId(subject, e.eventId()), e.timeMillis());
    }
    entry.revision++;
    entry.lastMillis = Math.max(entry.lastMillis, e.timeMillis());
    entry.scoreBits = Math.max(entry.scoreBits, Weighing.bits(finding.p()));
    if (entry.events.size() < AlertBook.MAX_EVENTS) {
      entry.events.add(
          new AlertBook.EventRef(
              e.eventId(),
              e.project(),
              e.version(),
              e.timeMillis(),
              e.action(),
              e.source(),
              Response.revocable(e)));
    }
    state.alerts.put(subject, entry);
    if (account != null) {
      state.alerts.name(account, subject, e.timeMillis());
    }
    if (!own.equals(subject)) {
      state.alerts.name(own, subject, e.timeMillis());
    }
    return entry;
  }

  /** The alert as it stands with the finding just added. */
  static Alert write(AlertBook.Entry entry, Finding finding, DoublePredicate wouldAlert) {
    Observation o = finding.observation();
    Event e = o.event();
    boolean exposed = isExposure(finding);
    List<Alert.Signal> signals = signals(finding);
    List<Alert.Evidence> evidence = evidence(entry);
    BlastRadius reach = BlastRadius.of(o, evidence, entry.firstMillis);
    Alert.Severity severity = exposed ? Alert.Severity.CRITICAL : severity(entry.scoreBits);
    return new Alert(
        entry.alertId,
        entry.revision,
        entry.revision == 1 ? Alert.Status.OPEN : Alert.Status.UPDATED,
        exposed ? Alert.Kind.EXPOSURE : Alert.Kind.ANOMALY,
        severity,
        title(e, signals),
        summary(e, signals, o, finding.perDay()),
        Weighing.bits(finding.p()),
        finding.p(),
        finding.perDay(),
        e.timeMillis(),
        entry.firstMillis,
        entry.lastMillis,
        e.project(),
        e.owner(),
        e.actorId(),
        e.credentialId(),
        e.ip(),
        e.country(),
        signals,
        exposed ? null : counterfactual(o, finding.weighing(), wouldAlert),
        evidence,
        null,
        reach.projects(),
        reach.credentials(),
        reach.usedSince(),
        techniques(e),
        Response.of(o, entry.events));
  }

  private static boolean isExposure(Finding finding) {
    return finding.observation().turn(Switch.USED_AFTER_EXPOSURE) != null;
  }

  private static String kind(Finding finding) {
    return isExposure(finding) ? "exposure|" : "anomaly|";
  }

  private static String account(Event e) {
    return "actor|" + e.source() + "|" + e.actorId();
  }

  /** The entity that the alert is about: project, else credential, else account. */
  private static String subject(Event e) {
    if (e.project() != null) {
      return "project|" + e.project();
    }
    return e.credentialId() != null ? "credential|" + e.credentialId() : account(e);
  }

  private static String alertId(String subject, String eventId) {
    long high = Hashes.of(subject + "|" + eventId);
    long low = Hashes.of(eventId + "|" + subject);
    HexFormat hex = HexFormat.of();
    return "pw-" + hex.toHexDigits(high) + hex.toHexDigits((int) low);
  }

  private static List<Alert.Signal> signals(Finding finding) {
    Observation o = finding.observation();
    List<Alert.Signal> found = new ArrayList<>();
    if (isExposure(finding)) {
      found.add(
          new Alert.Signal(
              "used_after_exposure",
              "credential used after it was exposed" + since(o),
              "no use of an exposed credential",
              StrictMath.pow(2, -20),
              20,
              1));
    }
    IncidentMemory.Incident incident = finding.incident();
    if (incident != null) {
      found.add(followed(incident, o.event().timeMillis()));
    }
    found.addAll(strongestFirst(finding));
    return List.copyOf(found.subList(0, Math.min(MAX_SIGNALS, found.size())));
  }

  /** How long after it leaked, as far as that is known. */
  private static String since(Observation o) {
    Turn turn = o.turn(Switch.USED_AFTER_EXPOSURE);
    if (turn == null || turn.what() == null) {
      return "";
    }
    long minutes = (o.event().timeMillis() - Long.parseLong(turn.what())) / 60_000L;
    return minutes < 120 ? ", %d minutes".formatted(minutes) : ", %d hours".formatted(minutes / 60);
  }

  /** By what each says of an intruder, which a rare but weak one says little of. */
  private static List<Alert.Signal> strongestFirst(Finding finding) {
    Observation o = finding.observation();
    Weighing weighing = finding.weighing();
    return IntStream.range(0, Signals.ALL.size())
        .filter(
            i -> !Double.isNaN(weighing.p(i)) && Weighing.bits(weighing.p(i)) >= MIN_SIGNAL_BITS)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(i -> -weighing.weight(i))
                .thenComparingDouble(weighing::p))
        .map(i -> signal(Signals.ALL.get(i), o, weighing.p(i)))
        .toList();
  }

  private static Alert.Signal signal(Signal s, Observation o, double p) {
    return new Alert.Signal(
        s.name(), s.observed(o), s.expected(o), p, Weighing.bits(p), s.history(o));
  }

  /** The raised prior, as a signal of its own. */
  private static Alert.Signal followed(IncidentMemory.Incident incident, long nowMillis) {
    double bits = incident.bitsAt(nowMillis);
    long hours = Math.max(0, nowMillis - incident.atMillis()) / 3_600_000L;
    String some = hours < 48 ? hours + " hours" : hours / 24 + " days";
    String ago = hours < 1 ? "less than an hour" : some;
    String which = incident.alertId().isEmpty() ? "an alert" : "alert " + incident.alertId();
    return new Alert.Signal(
        FOLLOWS,
        "the same again, " + ago + " after " + which,
        "no such alert in the months before",
        StrictMath.pow(2, -bits),
        bits,
        1);
  }

  static Alert.Severity severity(double bits) {
    if (bits >= 14) {
      return Alert.Severity.CRITICAL;
    }
    if (bits >= 11) {
      return Alert.Severity.HIGH;
    }
    return bits >= 9 ? Alert.Severity.MEDIUM : Alert.Severity.LOW;
  }

  private static String title(Event e, List<Alert.Signal> signals) {
    String what = e.project() != null ? e.project() : e.credentialId();
    String subject = what == null ? String.valueOf(e.actorId()) : what;
    String version = e.version() == null ? "" : " " + e.version();
    String why =
        signals.stream()
            .filter(s -> !s.name().equals(FOLLOWS))
            .map(Alert.Signal::observed)
            .findFirst()
            .orElse(e.action() + " is unusual");
    return subject + version + ": " + why;
  }

  private static String summary(Event e, List<Alert.Signal> signals, Observation o, double perDay) {
    StringBuilder text = new StringBuilder();
    text.append(e.action());
    text.append(e.actorId() == null ? "" : " by " + e.actorId());
    text.append(" is not what this ").append(noun(e)).append(" usually shows: ");
    for (int i = 0; i < signals.size(); i++) {
      Alert.Signal s = signals.get(i);
      text.append(i == 0 ? "" : "; ").append(s.observed());
      text.append(" (usual: ").append(s.expected()).append(')');
    }
    if (e.project() != null) {
      text.append(". Compared with ").append(o.history()).append(" earlier events of the project");
    }
    text.append(String.format(Locale.ROOT, "; a normal day brings %.2g as odd.", perDay));
    return text.toString();
  }

  private static String noun(Event e) {
    if (e.project() == null) {
      return e.credentialId() == null ? "account" : "credential";
    }
    return e.kind() == EventKind.CI ? "repository" : "project";
  }

  /** The one signal without which the rest would not have alerted, if there is one. */
  private static @Nullable String counterfactual(
      Observation o, Weighing weighing, DoublePredicate wouldAlert) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < Signals.ALL.size(); i++) {
      double p = weighing.p(i);
      if (!Double.isNaN(p) && Weighing.bits(p) >= MIN_SIGNAL_BITS) {
        double without = weighing.log2EvidenceWithout(i);
        best = without < least ? i : best;
        least = Math.min(without, least);
      }
    }
    if (best < 0 || wouldAlert.test(least)) {
      return null;
    }
    Signal s = Signals.ALL.get(best);
    return "Would not have alerted with: " + s.expected(o) + " (" + s.name() + ").";
  }

  private static List<Alert.Evidence> evidence(AlertBook.Entry entry) {
    return entry.events.stream()
        .map(
            r ->
                new Alert.Evidence(
                    r.eventId(), r.project(), r.version(), r.timeMillis(), r.action(), r.source()))
        .toList();
  }

  private static List<String> techniques(Event e) {
    return switch (e.kind()) {
      case PUBLISH -> List.of("T1195.002", "T1078.004");
      case TOKEN, VERDICT -> List.of("T1528", "T1550.001");
      case CI -> List.of("T1195.001", "T1552.001");
    };
  }
}
