package dev.pubwatch.core.correlate;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.baseline.Hashes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A campaign in words: what binds whom since when, and what to do. */
final class CampaignWriter {
  private static final double MAX_BITS = 60;
  private static final int MAX_EVIDENCE = 100;
  private static final int MAX_NAMED = 20;
  private static final double HOUR_MILLIS = 3_600_000.0;

  private CampaignWriter() {}

  /** Of the indicator and of the first member. */
  static String id(Trail trail) {
    String about = "campaign|" + trail.indicator().text() + "|" + first(trail).eventId();
    HexFormat hex = HexFormat.of();
    return "pw-"
        + hex.toHexDigits(Hashes.of(about))
        + hex.toHexDigits((int) Hashes.of(about + "|"));
  }

  private static Trail.Member first(Trail trail) {
    return trail.members().get(0);
  }

  private static Trail.Member last(Trail trail) {
    return trail.members().get(trail.members().size() - 1);
  }

  static Alert write(Trail trail, double perDay) {
    Set<String> owners = trail.owners();
    Set<String> projects = trail.projects();
    boolean secrets = trail.members().stream().anyMatch(Trail.Member::sendsSecrets);
    double bits = Math.min(MAX_BITS, trail.bits());
    long first = first(trail).timeMillis();
    long last = last(trail).timeMillis();
    String what = trail.indicator().kind().noun() + " " + trail.indicator().value();
    String whom = count(owners.size(), "owner") + ", " + count(projects.size(), "project");
    return new Alert(
        trail.campaign(),
        trail.revision(),
        trail.revision() == 1 ? Alert.Status.OPEN : Alert.Status.UPDATED,
        Alert.Kind.CAMPAIGN,
        secrets ? Alert.Severity.CRITICAL : Alert.Severity.HIGH,
        "campaign: " + what + ", new to " + whom,
        summary(what, whom, trail, first, last, secrets),
        bits,
        StrictMath.pow(2, -bits),
        perDay,
        last,
        first,
        last,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(
            new Alert.Signal(
                "campaign_" + trail.indicator().kind().name().toLowerCase(Locale.ROOT),
                what + " met by " + whom + " within " + span(last - first),
                "something new to one owner is met by others one by one, over months",
                StrictMath.pow(2, -bits),
                bits,
                Math.round(trail.edges()))),
        null,
        evidence(trail),
        new Alert.Campaign(
            trail.campaign(),
            bindings(trail),
            projects.size(),
            owners.size(),
            first,
            projects.stream().limit(MAX_EVIDENCE).toList()),
        List.of(),
        List.of(),
        List.of(),
        List.of("T1195.002", "T1552.001"),
        response(trail, projects, secrets));
  }

  /** All that binds the members, what was seen first in front. */
  private static String bindings(Trail trail) {
    List<String> all = new ArrayList<>();
    all.add(trail.indicator().text());
    all.addAll(trail.marks());
    return String.join(" ", all);
  }

  private static String summary(
      String what, String whom, Trail trail, long first, long last, boolean secrets) {
    StringBuilder text = new StringBuilder();
    text.append(whom).append(" met the same ").append(what).append(" within ");
    text.append(span(last - first))
        .append(", none of whom knew it before and whom no account ties");
    text.append(secrets ? "; it is sent secrets. Owners: " : ". Owners: ");
    text.append(String.join(", ", trail.owners().stream().limit(MAX_NAMED).toList()));
    int more = trail.owners().size() - MAX_NAMED;
    return text.append(more > 0 ? " and " + more + " more." : ".").toString();
  }

  private static List<Alert.Evidence> evidence(Trail trail) {
    List<Trail.Member> members = trail.members();
    return members.subList(Math.max(0, members.size() - MAX_EVIDENCE), members.size()).stream()
        .map(
            m ->
                new Alert.Evidence(
                    m.eventId(), m.project(), m.version(), m.timeMillis(), m.action(), m.source()))
        .toList();
  }

  private static List<Alert.Action> response(Trail trail, Set<String> projects, boolean secrets) {
    List<Alert.Action> actions = new ArrayList<>();
    switch (trail.indicator().kind()) {
      case HOST ->
          actions.add(
              new Alert.Action(
                  "block_host", trail.indicator().value(), "workflows of the campaign send to it"));
      case ADDRESS ->
          actions.add(
              new Alert.Action(
                  "block_address", trail.indicator().value(), "the campaign acts from it"));
      case CONTENT, PROGRAM -> {}
    }
    for (String project : projects.stream().limit(MAX_NAMED).toList()) {
      actions.add(
          secrets
              ? new Alert.Action(
                  "rotate_secrets", project, "revert the workflow first; a run may have read them")
              : new Alert.Action("review_project", project, "member of the campaign"));
    }
    return List.copyOf(actions);
  }

  private static String count(int n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  private static String span(long millis) {
    double hours = millis / HOUR_MILLIS;
    if (hours < 1) {
      return Math.max(1, Math.round(hours * 60)) + " minutes";
    }
    return hours < 48 ? Math.round(hours) + " hours" : Math.round(hours / 24) + " days";
  }
}
