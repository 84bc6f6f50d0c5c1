package dev.pubwatch.notify.route;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Campaign;
import java.util.List;

/** What an alert is about, held against patterns. */
final class Subjects {
  private Subjects() {}

  static boolean owner(Alert alert, List<Wildcard> patterns) {
    String owner = alert.getOwner();
    return owner != null && Wildcard.anyMatches(patterns, owner);
  }

  /** The project, or any member of the campaign. */
  static boolean project(Alert alert, List<Wildcard> patterns) {
    String project = alert.getProject();
    if (project != null && Wildcard.anyMatches(patterns, project)) {
      return true;
    }
    Campaign campaign = alert.getCampaign();
    return campaign != null
        && campaign.getMembers().stream().anyMatch(member -> Wildcard.anyMatches(patterns, member));
  }
}
