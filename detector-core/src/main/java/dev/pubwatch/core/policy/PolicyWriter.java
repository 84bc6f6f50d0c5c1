package dev.pubwatch.core.policy;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.baseline.Hashes;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Broken policies in words. They rest on no statistics and carry no bits. */
final class PolicyWriter {
  private PolicyWriter() {}

  static String alertId(String key, String eventId) {
    HexFormat hex = HexFormat.of();
    long high = Hashes.of("policy|" + key + "|" + eventId);
    long low = Hashes.of(eventId + "|policy|" + key);
    return "pw-" + hex.toHexDigits(high) + hex.toHexDigits((int) low);
  }

  /** One project's breach. */
  static Alert one(Policy policy, PolicyBook.Entry entry, Observation o) {
    Event e = o.event();
    String detail = policy.detailOf(o);
    String what =
        "%s%s on %s: %s%s. It broke the policy %s %d times since it was first seen to. %s"
            .formatted(
                e.action(),
                e.actorId() == null ? "" : " by " + e.actorId(),
                subject(e),
                policy.title(),
                detail.isEmpty() ? "" : " (" + detail + ")",
                policy.name(),
                entry.breaches,
                policy.fix());
    return alert(policy, entry, e, subject(e) + ": " + policy.title(), what, e.project());
  }

  /** More breaches on a day than are told one by one. */
  static Alert many(Policy policy, PolicyBook.Entry entry, Observation o) {
    String title = "many projects: " + policy.title();
    String what =
        "More projects broke the policy %s on this day than are told one by one: %d further times, latest %s. %s"
            .formatted(policy.name(), entry.breaches, subject(o.event()), policy.fix());
    return alert(policy, entry, o.event(), title, what, null);
  }

  private static Alert alert(
      Policy policy,
      PolicyBook.Entry entry,
      Event e,
      String title,
      String summary,
      @Nullable String project) {
    boolean many = project == null && e.project() != null;
    Alert.Signal signal =
        new Alert.Signal(
            "policy_" + policy.name().replace('-', '_'), policy.title(), "never", 1, 0, 0);
    return new Alert(
        entry.alertId,
        entry.revision,
        entry.revision == 1 ? Alert.Status.OPEN : Alert.Status.UPDATED,
        Alert.Kind.POLICY,
        policy.severity(),
        title,
        summary,
        0,
        1,
        0,
        e.timeMillis(),
        entry.firstMillis,
        entry.lastMillis,
        project,
        many ? null : e.owner(),
        many ? null : e.actorId(),
        many ? null : e.credentialId(),
        many ? null : e.ip(),
        many ? null : e.country(),
        List.of(signal),
        null,
        List.copyOf(entry.events),
        null,
        List.of(),
        List.of(),
        List.of(),
        policy.techniques(),
        response(policy, e, many));
  }

  private static List<Alert.Action> response(Policy policy, Event e, boolean many) {
    String target = many ? "the projects of the evidence" : subject(e);
    Alert.Action fix = new Alert.Action("fix_policy", target, policy.fix());
    return many || e.actorId() == null
        ? List.of(fix)
        : List.of(fix, new Alert.Action("ask_owner", e.actorId(), "whether it was meant, and why"));
  }

  private static String subject(Event e) {
    if (e.project() != null) {
      return e.project();
    }
    return e.owner() != null ? e.owner() : String.valueOf(e.actorId());
  }
}
