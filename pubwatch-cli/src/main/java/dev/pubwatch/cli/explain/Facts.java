package dev.pubwatch.cli.explain;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.BlastRadius;
import dev.pubwatch.events.Campaign;
import dev.pubwatch.events.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an alert is about, as name and text; what is not known is left out. */
final class Facts {
  private static final int LONGEST_LIST = 20;

  private Facts() {}

  static Map<String, String> of(Alert alert) {
    Map<String, String> facts = new LinkedHashMap<>();
    put(facts, "project", alert.getProject());
    put(facts, "owner", alert.getOwner());
    put(facts, "account", alert.getActorId());
    put(facts, "credential", alert.getCredentialId());
    Origin origin = alert.getOrigin();
    put(facts, "origin", origin == null ? null : origin(origin));
    Campaign campaign = alert.getCampaign();
    if (campaign != null) {
      put(facts, "campaign", campaign.getId() + ": " + campaign.getIndicator());
      put(facts, "members", list(campaign.getMembers()));
    }
    BlastRadius radius = alert.getBlastRadius();
    if (radius != null) {
      put(facts, "projects in reach", list(radius.getProjects()));
      put(facts, "credentials in reach", list(radius.getCredentials()));
      put(facts, "used since", list(radius.getUsedSince()));
    }
    put(
        facts,
        "ATT&CK",
        list(
            alert.getTechniques().stream()
                .map(t -> t.getId() + " (" + t.getMatrixVersion() + ")")
                .toList()));
    return facts;
  }

  /** {@code one ordinary event in 1,934 looks as odd}. */
  static String rarity(Alert alert) {
    double p = alert.getPValue();
    return p > 0 && p < 1
        ? String.format(Locale.ROOT, "one ordinary event in %,.0f looks as odd", 1 / p)
        : "every ordinary event looks as odd";
  }

  /** What a normal day brings, and how busy the day is. */
  static String perDay(Alert alert) {
    double p = alert.getPValue();
    String day =
        p > 0
            ? String.format(Locale.ROOT, "At %,.3g events a day", alert.getExpectedPerDay() / p)
            : "At the stream's pace";
    return String.format(
        Locale.ROOT, "%s a normal day brings %.2g like it", day, alert.getExpectedPerDay());
  }

  private static String origin(Origin origin) {
    return Stream.of(
            origin.getIp(),
            origin.getPrefix(),
            origin.getAsn() == null ? null : "AS" + origin.getAsn(),
            origin.getAsOrg(),
            origin.getCountry(),
            origin.getCiProvider(),
            origin.getUserAgent())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(", "));
  }

  private static String list(List<String> values) {
    String shown = values.stream().limit(LONGEST_LIST).collect(Collectors.joining(", "));
    return values.size() > LONGEST_LIST
        ? shown + " and " + (values.size() - LONGEST_LIST) + " more"
        : shown;
  }

  private static void put(Map<String, String> facts, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      facts.put(name, value);
    }
  }
}
