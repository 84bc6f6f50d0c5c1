package dev.pubwatch.console;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.BlastRadius;
import dev.pubwatch.events.Campaign;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.Origin;
import dev.pubwatch.events.ResponseAction;
import dev.pubwatch.events.Technique;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything an alert says: what, why against what, the evidence, and what to do first. */
final class AlertDetail {
  /** Longer lists are cut, and say how many more there are. */
  static final int LONGEST_LIST = 100;

  private AlertDetail() {}

  static void write(Html html, Alert alert) {
    html.markup("<p class=\"meta\">")
        .element("span", "severity " + alert.getSeverity(), alert.getSeverity().name())
        .text(" " + alert.getKind() + ", " + alert.getStatus() + ", detected ")
        .text(Show.time(alert.getDetectedAt()))
        .markup("</p>\n")
        .element("p", "summary", alert.getSummary())
        .markup("\n");
    SignalTable.write(html, alert.getSignals());
    if (alert.getCounterfactual() != null) {
      html.element("p", "counterfactual", alert.getCounterfactual()).markup("\n");
    }
    response(html, alert.getResponse());
    evidence(html, alert.getEvents());
    facts(html, alert);
  }

  private static void response(Html html, List<ResponseAction> actions) {
    if (actions.isEmpty()) {
      return;
    }
    html.element("h3", "What to do first").markup("\n<ol>\n");
    for (ResponseAction action : head(actions)) {
      html.markup("<li>")
          .element("strong", action.getAction().replace('_', ' '))
          .markup(" ")
          .element("code", action.getTarget())
          .text(": " + action.getReason())
          .markup("</li>\n");
    }
    html.markup("</ol>\n");
    more(html, actions);
  }

  private static void evidence(Html html, List<EvidenceEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    html.element("h3", "Evidence")
        .markup("\n<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">Time</th>")
        .markup("<th scope=\"col\">Action</th><th scope=\"col\">Project</th>")
        .markup(
            "<th scope=\"col\">Version</th><th scope=\"col\">Event</th></tr></thead>\n<tbody>\n");
    for (EvidenceEvent event : head(events)) {
      html.markup("<tr>")
          .element("td", "time", Show.time(event.getTime()))
          .element("td", event.getAction())
          .element("td", orEmpty(event.getProject()))
          .element("td", orEmpty(event.getVersion()))
          .element("td", event.getEventId())
          .markup("</tr>\n");
    }
    html.markup("</tbody>\n</table></div>\n");
    more(html, events);
  }

  private static void facts(Html html, Alert alert) {
    html.element("h3", "About").markup("\n<dl>");
    html.fact("project", alert.getProject())
        .fact("owner", alert.getOwner())
        .fact("account", alert.getActorId())
        .fact("credential", alert.getCredentialId())
        .fact("origin", origin(alert.getOrigin()))
        .fact("first event", Show.time(alert.getFirstEventAt()))
        .fact("last event", Show.time(alert.getLastEventAt()))
        .fact("score", Show.decimal(alert.getScoreBits()) + " bits")
        .fact("as odd on a normal day", Show.rate(alert.getExpectedPerDay()) + " events");
    campaign(html, alert.getCampaign());
    blastRadius(html, alert.getBlastRadius());
    html.fact("ATT&CK", techniques(alert.getTechniques()))
        .fact("alert", alert.getAlertId() + ", revision " + alert.getRevision())
        .markup("</dl>\n");
  }

  private static @Nullable String origin(@Nullable Origin origin) {
    if (origin == null) {
      return null;
    }
    String known =
        Stream.of(
                origin.getIp(),
                origin.getAsn() == null ? null : "AS" + origin.getAsn(),
                origin.getAsOrg(),
                origin.getCountry(),
                origin.getCiProvider(),
                origin.getUserAgent())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "));
    return known.isEmpty() ? null : known;
  }

  private static void campaign(Html html, @Nullable Campaign campaign) {
    if (campaign == null) {
      return;
    }
    html.fact("campaign", campaign.getId() + ": " + campaign.getIndicator())
        .fact(
            "reach",
            Show.count(campaign.getProjects(), "project")
                + " of "
                + Show.count(campaign.getOwners(), "owner")
                + " since "
                + Show.time(campaign.getFirstSeen()))
        .fact("members", list(campaign.getMembers()));
  }

  private static void blastRadius(Html html, @Nullable BlastRadius radius) {
    if (radius == null) {
      return;
    }
    html.fact("projects in reach", list(radius.getProjects()))
        .fact("credentials in reach", list(radius.getCredentials()))
        .fact("used since", list(radius.getUsedSince()));
  }

  private static @Nullable String techniques(List<Technique> techniques) {
    return list(
        techniques.stream().map(t -> t.getId() + " (" + t.getMatrixVersion() + ")").toList());
  }

  private static @Nullable String list(List<String> items) {
    if (items.isEmpty()) {
      return null;
    }
    int more = items.size() - LONGEST_LIST;
    return String.join(", ", head(items)) + (more > 0 ? " and " + Show.count(more) + " more" : "");
  }

  static <T> List<T> head(List<T> items) {
    return items.subList(0, Math.min(items.size(), LONGEST_LIST));
  }

  static void more(Html html, List<?> items) {
    if (items.size() > LONGEST_LIST) {
      html.element("p", "meta", "and " + Show.count(items.size() - LONGEST_LIST) + " more")
          .markup("\n");
    }
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }
}
