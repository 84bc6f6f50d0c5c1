package dev.pubwatch.notify.message;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.BlastRadius;
import dev.pubwatch.events.Campaign;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.Origin;
import dev.pubwatch.events.Severity;
import dev.pubwatch.events.Signal;
import dev.pubwatch.notify.Notice;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said of an incident, as values for a {@link Template}: what, why (observed against usual,
 * strongest first), the evidence and what to do first. Values are one line each, without control
 * characters or signs that turn the reading direction, and not escaped yet.
 */
public final class NoticeText {
  /** Names that a template may use. */
  public static final Set<String> NAMES =
      Set.of(
          "headline",
          "title",
          "summary",
          "severity",
          "phase",
          "note",
          "kind",
          "incident",
          "revision",
          "route",
          "many",
          "opened",
          "updated",
          "score",
          "rarity",
          "unless",
          "project",
          "owner",
          "actor",
          "credential",
          "address",
          "country",
          "indicator",
          "projects",
          "owners",
          "console",
          "page",
          "active",
          "digest",
          "more",
          "why",
          "observed",
          "usual",
          "bits",
          "do",
          "what",
          "target",
          "reason",
          "evidence",
          "time",
          "action",
          "of",
          "link",
          "alerts",
          "techniques",
          "id",
          "reach",
          "name");

  private static final String UNLESS = "Would not have alerted with: ";
  private static final int LONGEST_HEADLINE = 250;
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_NOTE = 300;
  private static final int MOST_LINKED = 200;

  private final Notice notice;
  private final Alert alert;
  private final @Nullable URI console;

  /**
   * What is said of a notice.
   *
   * @param console address of the console, null where it cannot be reached by the readers
   */
  public NoticeText(Notice notice, @Nullable URI console) {
    this.notice = notice;
    this.alert = notice.alert();
    this.console = console;
  }

  /** What happened, in one line that makes sense alone. */
  public String headline() {
    String title = Items.line(alert.getTitle(), LONGEST_HEADLINE);
    return switch (notice.phase()) {
      case OPENED -> title;
      case UPDATED -> "Update: " + title;
      case ESCALATED ->
          (notice.note().startsWith("severity") ? "More severe: " : "Not acknowledged: ") + title;
      case ACKNOWLEDGED -> "Acknowledged: " + title;
      case RESOLVED -> "Resolved: " + title;
      case DIGEST ->
          "Digest: " + counted(notice.alertCount(), "alert") + ", highest " + notice.severity();
    };
  }

  /** Severity and headline, for where nothing else is shown. */
  public String subject() {
    return severity().toUpperCase(Locale.ROOT) + ": " + headline();
  }

  /** The same, with the words that say why, for where an update is one line. */
  public String update() {
    String note = note(LONGEST_NOTE);
    return subject() + (note.isEmpty() ? "" : " (" + note + ")");
  }

  private String note(int chars) {
    return Items.line(notice.note(), Math.min(chars, LONGEST_NOTE));
  }

  /** Lower-case. */
  public String severity() {
    return notice.severity() == Severity.unknown ? "unrated" : notice.severity().toString();
  }

  /** Whether somebody has to do something about it now. */
  public boolean isActive() {
    return switch (notice.phase()) {
      case OPENED, UPDATED, ESCALATED -> true;
      case ACKNOWLEDGED, RESOLVED, DIGEST -> false;
    };
  }

  /**
   * The values.
   *
   * @param entries most of each list
   * @param chars most characters of each value
   */
  public Map<String, Object> values(int entries, int chars) {
    Map<String, Object> values = new HashMap<>();
    about(values, chars);
    subjects(values, chars);
    lists(values, entries, chars);
    return values;
  }

  private void about(Map<String, Object> v, int chars) {
    v.put("headline", headline());
    v.put("title", Items.line(alert.getTitle(), chars));
    v.put("summary", Items.line(alert.getSummary(), chars));
    v.put("severity", severity());
    v.put("phase", notice.phase().name().toLowerCase(Locale.ROOT));
    v.put("note", note(chars));
    v.put("kind", alert.getKind().toString());
    v.put("incident", Items.line(notice.incidentId(), LONGEST_ID));
    v.put("revision", Integer.toString(notice.revision()));
    v.put("route", Items.line(notice.route(), LONGEST_ID));
    v.put("many", notice.alertCount() > 1 ? counted(notice.alertCount(), "alert") : "");
    v.put("opened", Items.TIME.format(notice.openedAt()));
    v.put("updated", Items.TIME.format(notice.updatedAt()));
    v.put("score", Items.bits(alert.getScoreBits()));
    v.put(
        "rarity",
        String.format(Locale.ROOT, "a normal day brings %.2g like it", alert.getExpectedPerDay()));
    v.put("unless", unless(chars));
    v.put("active", isActive() ? "yes" : "");
    v.put("digest", notice.phase() == Notice.Phase.DIGEST ? "yes" : "");
    v.put(
        "console", console == null ? "" : new Link(consoleOf(console, alert), "open in pubwatch"));
  }

  private String unless(int chars) {
    String text = Items.line(alert.getCounterfactual(), chars);
    return text.startsWith(UNLESS) ? text.substring(UNLESS.length()) : text;
  }

  private void subjects(Map<String, Object> v, int chars) {
    Origin origin = alert.getOrigin();
    v.put("project", Items.line(alert.getProject(), chars));
    v.put("owner", Items.line(alert.getOwner(), chars));
    v.put("actor", Items.line(alert.getActorId(), chars));
    v.put("credential", Items.line(alert.getCredentialId(), chars));
    v.put("address", origin == null ? "" : Items.line(origin.getIp(), chars));
    v.put("country", origin == null ? "" : Items.line(origin.getCountry(), chars));
    v.put("page", Items.link(alert.getProject(), null));
    Campaign campaign = alert.getCampaign();
    if (campaign != null) {
      v.put("indicator", Items.line(campaign.getIndicator(), chars));
      v.put("projects", counted(campaign.getProjects(), "project"));
      v.put("owners", counted(campaign.getOwners(), "owner"));
    }
  }

  private void lists(Map<String, Object> v, int entries, int chars) {
    List<Signal> signals =
        alert.getSignals().stream()
            .sorted(Comparator.comparingDouble(Signal::getBits).reversed())
            .toList();
    List<EvidenceEvent> newest = new ArrayList<>(alert.getEvents());
    Collections.reverse(newest);
    v.put("why", Items.of(signals, entries, s -> Items.why(s, chars)));
    v.put("do", Items.of(alert.getResponse(), entries, r -> Items.action(r, chars)));
    v.put("evidence", Items.of(newest, entries, e -> Items.evidence(e, chars)));
    v.put("alerts", Items.of(listed(), entries, a -> alert(a, chars)));
    v.put("techniques", Items.of(alert.getTechniques(), entries, t -> Items.technique(t, chars)));
    BlastRadius reach = alert.getBlastRadius();
    List<String> projects = reach == null ? List.of() : reach.getProjects();
    v.put(
        "reach",
        Items.of(projects, entries, p -> Map.of("name", Items.line(p, chars), "more", "")));
  }

  /** A digest lists all; otherwise the first was told already. */
  private List<Alert> listed() {
    List<Alert> all = notice.alerts();
    return notice.phase() == Notice.Phase.DIGEST ? all : all.subList(1, all.size());
  }

  private Map<String, Object> alert(Alert a, int chars) {
    return Map.of(
        "severity", a.getSeverity().toString(),
        "title", Items.line(a.getTitle(), chars),
        "time", Items.TIME.format(a.getDetectedAt()),
        "link", console == null ? "" : new Link(consoleOf(console, a), "open"),
        "more", "");
  }

  private static String consoleOf(URI console, Alert alert) {
    String base = console.toString();
    String id = Items.line(alert.getAlertId(), MOST_LINKED);
    return base + (base.endsWith("/") ? "" : "/") + "alerts/" + Links.encoded(id);
  }

  private static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
