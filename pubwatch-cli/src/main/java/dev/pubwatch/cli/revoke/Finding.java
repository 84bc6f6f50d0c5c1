package dev.pubwatch.cli.revoke;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.ResponseAction;
import dev.pubwatch.events.VerdictKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An alert with all that its revisions said.
 *
 * @param latest revision
 * @param actions of every revision, the latest one's first, each once
 * @param events of every revision, oldest revision first, each once
 * @param verdict the last word of an analyst, null for none
 */
record Finding(
    Alert latest,
    List<ResponseAction> actions,
    List<EvidenceEvent> events,
    @Nullable VerdictKind verdict) {
  private static final String REVOKE = "revoke_credential";
  private static final String REVOKE_OF_ACCOUNT = "revoke_account_tokens";

  /**
   * Puts the revisions of one alert together.
   *
   * @param revisions at least one, oldest first
   */
  static Finding of(List<Alert> revisions, @Nullable VerdictKind verdict) {
    Map<String, ResponseAction> actions = new LinkedHashMap<>();
    Map<String, EvidenceEvent> events = new LinkedHashMap<>();
    for (int i = revisions.size() - 1; i >= 0; i--) {
      for (ResponseAction action : revisions.get(i).getResponse()) {
        actions.putIfAbsent(action.getAction() + "\n" + action.getTarget(), action);
      }
    }
    for (Alert revision : revisions) {
      revision.getEvents().forEach(event -> events.putIfAbsent(event.getEventId(), event));
    }
    return new Finding(
        revisions.get(revisions.size() - 1),
        List.copyOf(actions.values()),
        List.copyOf(events.values()),
        verdict);
  }

  /** The revocations that it asks for: why, by credential. */
  Map<String, String> revocations() {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (ResponseAction action : actions) {
      if (action.getAction().equals(REVOKE)) {
        reasons.putIfAbsent(action.getTarget(), action.getReason());
      }
    }
    return reasons;
  }

  /** Whether it names an account whose credentials are to go, and none of them. */
  boolean namesAccountOnly() {
    return revocations().isEmpty()
        && actions.stream().anyMatch(action -> action.getAction().equals(REVOKE_OF_ACCOUNT));
  }

  /** The projects that it is about, the alert's own first. */
  Collection<String> projects() {
    Set<String> projects = new LinkedHashSet<>();
    if (latest.getProject() != null) {
      projects.add(latest.getProject());
    }
    events.stream().map(EvidenceEvent::getProject).filter(p -> p != null).forEach(projects::add);
    if (latest.getCampaign() != null) {
      projects.addAll(latest.getCampaign().getMembers());
    }
    return projects;
  }
}
