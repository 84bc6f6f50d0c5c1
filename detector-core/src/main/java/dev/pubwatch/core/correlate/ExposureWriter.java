package dev.pubwatch.core.correlate;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.PastUse;
import dev.pubwatch.core.baseline.Hashes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Tells of what is known to have leaked. No statistics: a report is as good as one in a million.
 */
final class ExposureWriter {
  private static final double BITS = 20;
  private static final double P = StrictMath.pow(2, -BITS);
  private static final int MAX_TOLD = 8;

  private ExposureWriter() {}

  static Alert.Evidence evidence(PastUse use) {
    return new Alert.Evidence(
        use.eventId(), use.project(), use.version(), use.timeMillis(), use.action(), use.source());
  }

  /** Uses of a credential since it leaked, found again when the leak was reported. */
  static Alert usedBeforeReport(Event report, List<PastUse> uses) {
    long first = uses.stream().mapToLong(PastUse::firstMillis).min().orElse(report.timeMillis());
    long last = uses.stream().mapToLong(PastUse::timeMillis).max().orElse(report.timeMillis());
    long count = uses.stream().mapToLong(PastUse::count).sum();
    String credential = String.valueOf(report.credentialId());
    PastUse latest = uses.get(uses.size() - 1);
    StringJoiner told = new StringJoiner("; ");
    uses.stream().limit(MAX_TOLD).forEach(use -> told.add(told(use)));
    String more = uses.size() > MAX_TOLD ? "; and " + (uses.size() - MAX_TOLD) + " more" : "";
    String summary =
        "Credential %s was reported leaked by %s at %s%s. Since it leaked it had been used: %s%s."
                .formatted(
                    credential,
                    report.source(),
                    time(report.timeMillis()),
                    where(report),
                    told,
                    more)
            + " Each of these may be the intruder's: revoke it first, then check them one by one.";
    Alert.Signal signal =
        new Alert.Signal(
            "used_before_report",
            "credential used between its leak and the report",
            "no use of an exposed credential",
            P,
            BITS,
            count);
    return alert(
        id("credential|" + credential + "|" + report.eventId()),
        1,
        "credential %s: used between its leak and the report".formatted(credential),
        summary,
        Alert.Severity.CRITICAL,
        report,
        first,
        last,
        latest.project(),
        report.credentialId(),
        List.of(signal),
        uses.stream().map(ExposureWriter::evidence).toList(),
        List.of("T1528", "T1550.001"),
        revokeAndCheck(credential, uses));
  }

  private static List<Alert.Action> revokeAndCheck(String credential, List<PastUse> uses) {
    Set<Alert.Action> actions = new LinkedHashSet<>();
    actions.add(new Alert.Action("revoke_credential", credential, "it was reported leaked"));
    for (PastUse use : uses) {
      if (use.action().equals("release:publish") && use.project() != null) {
        String version = use.version() == null ? "" : "@" + use.version();
        actions.add(
            new Alert.Action(
                "check_release",
                use.project() + version,
                "released with the credential after it leaked"));
      }
    }
    return List.copyOf(actions);
  }

  static String alertId(Exposed exposed) {
    return id("indicator|" + exposed.indicator + "|" + exposed.reportId);
  }

  /** What showed an indicator that was reported. */
  static Alert matched(Exposed exposed, Event now) {
    List<Alert.Evidence> events = exposed.events;
    Alert.Evidence latest = events.get(events.size() - 1);
    boolean before = now.action().equals(ExposureCorrelator.REPORT);
    boolean reaches =
        events.stream()
            .anyMatch(e -> e.action().startsWith("release:") || e.action().startsWith("workflow:"));
    String name = exposed.indicator.replaceFirst("\\|", " ");
    String subject = latest.project() == null ? "" : latest.project() + ": ";
    String summary =
        "%s, reported by %s, %s in %d events of %s, first at %s, last at %s."
            .formatted(
                name,
                exposed.reporter,
                before ? "had shown before the report" : "showed",
                exposed.matches,
                String.join(", ", head(exposed.members())),
                time(exposed.firstMillis),
                time(exposed.lastMillis));
    Alert.Signal signal =
        new Alert.Signal("indicator_match", name, "nothing on an indicator list", P, BITS, 1);
    return alert(
        alertId(exposed),
        exposed.revision,
        subject + name + " is on an indicator list",
        summary,
        reaches ? Alert.Severity.CRITICAL : Alert.Severity.HIGH,
        now,
        exposed.firstMillis,
        exposed.lastMillis,
        latest.project(),
        before ? null : now.credentialId(),
        List.of(signal),
        List.copyOf(events),
        List.of("T1195.001", "T1567"),
        contain(latest, before ? null : now.credentialId()));
  }

  private static List<Alert.Action> contain(Alert.Evidence latest, @Nullable String credentialId) {
    List<Alert.Action> actions = new ArrayList<>();
    if (credentialId != null) {
      actions.add(
          new Alert.Action("revoke_credential", credentialId, "it was used with the indicator"));
    }
    String project = latest.project();
    if (project != null && latest.action().startsWith("release:")) {
      String version = latest.version() == null ? "" : "@" + latest.version();
      actions.add(
          new Alert.Action("yank_version", project + version, "until it has been looked at"));
    } else if (project != null) {
      actions.add(new Alert.Action("rotate_secrets", project, "what its runs could read"));
      actions.add(new Alert.Action("review_workflow", project, "before its next run"));
    }
    return List.copyOf(actions);
  }

  private static List<String> head(List<String> all) {
    return all.subList(0, Math.min(MAX_TOLD, all.size()));
  }

  private static String told(PastUse use) {
    StringBuilder text = new StringBuilder(use.action());
    text.append(use.project() == null ? "" : " " + use.project());
    text.append(use.version() == null ? "" : " " + use.version());
    text.append(use.ip() == null ? "" : " from " + use.ip());
    text.append(use.country() == null ? "" : " (" + use.country() + ")");
    if (use.count() == 1) {
      return text.append(" at ").append(time(use.timeMillis())).toString();
    }
    text.append(", ").append(use.count()).append(" times from ").append(time(use.firstMillis()));
    return text.append(" to ").append(time(use.timeMillis())).toString();
  }

  private static String where(Event report) {
    String url = report.attributes().get("url");
    return url == null ? "" : ", seen at " + url;
  }

  private static Instant time(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
  }

  private static String id(String about) {
    HexFormat hex = HexFormat.of();
    return "pw-"
        + hex.toHexDigits(Hashes.of("exposure|" + about))
        + hex.toHexDigits((int) Hashes.of(about + "|exposure"));
  }

  private static Alert alert(
      String alertId,
      int revision,
      String title,
      String summary,
      Alert.Severity severity,
      Event now,
      long firstMillis,
      long lastMillis,
      @Nullable String project,
      @Nullable String credentialId,
      List<Alert.Signal> signals,
      List<Alert.Evidence> events,
      List<String> techniques,
      List<Alert.Action> response) {
    return new Alert(
        alertId,
        revision,
        revision == 1 ? Alert.Status.OPEN : Alert.Status.UPDATED,
        Alert.Kind.EXPOSURE,
        severity,
        title,
        summary,
        BITS,
        P,
        0,
        now.timeMillis(),
        firstMillis,
        lastMillis,
        project,
        now.owner(),
        now.actorId(),
        credentialId,
        now.ip(),
        now.country(),
        signals,
        null,
        events,
        null,
        List.of(),
        List.of(),
        List.of(),
        techniques,
        response);
  }
}
