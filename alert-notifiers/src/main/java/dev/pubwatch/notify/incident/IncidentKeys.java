package dev.pubwatch.notify.incident;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Campaign;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What binds an alert to others. */
final class IncidentKeys {
  /** Of a campaign's members, so many are looked up. */
  private static final int MOST_MEMBERS = 64;

  /** Names come from logs. */
  private static final int LONGEST = 300;

  private static final String OWNER = "owner:";

  private IncidentKeys() {}

  /** Campaign, credential, actor, projects and owner, as far as they are known. */
  static Set<String> of(Alert alert) {
    List<String> keys = new ArrayList<>();
    Campaign campaign = alert.getCampaign();
    if (campaign != null) {
      add(keys, "campaign:", campaign.getId());
      campaign.getMembers().stream()
          .limit(MOST_MEMBERS)
          .forEach(member -> add(keys, "project:", member));
    }
    add(keys, "credential:", alert.getCredentialId());
    add(keys, "actor:", alert.getActorId());
    add(keys, "project:", alert.getProject());
    add(keys, OWNER, alert.getOwner());
    return new LinkedHashSet<>(keys);
  }

  /** Whether it binds for a short time only, since it is shared by what has nothing in common. */
  static boolean isLoose(String key) {
    return key.startsWith(OWNER);
  }

  private static void add(List<String> keys, String kind, @Nullable String name) {
    if (name != null && !name.isBlank()) {
      keys.add(kind + (name.length() <= LONGEST ? name : name.substring(0, LONGEST)));
    }
  }
}
