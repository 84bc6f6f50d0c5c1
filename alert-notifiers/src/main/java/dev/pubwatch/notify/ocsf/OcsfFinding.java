package dev.pubwatch.notify.ocsf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.AlertKind;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.ResponseAction;
import dev.pubwatch.events.Severity;
import dev.pubwatch.events.Signal;
import dev.pubwatch.events.Technique;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.siem.Json;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An alert as OCSF Detection Finding, class 2004 of version 1.9.0 (schema.ocsf.io): signals are
 * {@code anomaly_analyses}, with what was seen as anomalies and what is usual as baselines.
 */
public final class OcsfFinding {
  static final String VERSION = "1.9.0";
  private static final int CLASS_UID = 2004;
  private static final int CATEGORY_UID = 2;
  private static final int CREATE = 1;
  private static final int UPDATE = 2;
  private static final int CLOSE = 3;
  private static final int NEW = 1;
  private static final int IN_PROGRESS = 2;
  private static final int RESOLVED = 4;
  private static final int RULE = 1;
  private static final int STATISTICAL = 3;

  private OcsfFinding() {}

  /** The finding that an alert is within an incident. */
  public static ObjectNode of(Alert a, Notice n) {
    int activity = activity(n.phase());
    ObjectNode finding =
        Json.object()
            .put("activity_id", activity)
            .put("activity_name", named(activity))
            .put("category_uid", CATEGORY_UID)
            .put("category_name", "Findings")
            .put("class_uid", CLASS_UID)
            .put("class_name", "Detection Finding")
            .put("type_uid", CLASS_UID * 100L + activity)
            .put("type_name", "Detection Finding: " + named(activity))
            .put("time", a.getDetectedAt().toEpochMilli())
            .put("start_time", a.getFirstEventAt().toEpochMilli())
            .put("end_time", a.getLastEventAt().toEpochMilli())
            .put("severity_id", severity(a.getSeverity()))
            .put("severity", severityName(a.getSeverity()))
            .put("status_id", status(n.phase()))
            .put("is_alert", activity != CLOSE)
            .put("message", a.getTitle());
    if (!n.note().isEmpty()) {
      finding.put("status_detail", n.note());
    }
    finding.set("metadata", metadata(n));
    finding.set("finding_info", info(a));
    details(finding, a);
    return finding;
  }

  private static String named(int activity) {
    return activity == CREATE ? "Create" : activity == UPDATE ? "Update" : "Close";
  }

  private static void details(ObjectNode finding, Alert a) {
    if (!a.getSignals().isEmpty()) {
      finding.set("anomaly_analyses", Json.array().add(analysis(a)));
    }
    ArrayNode resources = Artifacts.resources(a);
    if (!resources.isEmpty()) {
      finding.set("resources", resources);
    }
    ArrayNode evidences = Artifacts.evidences(a);
    if (!evidences.isEmpty()) {
      finding.set("evidences", evidences);
    }
    if (!a.getResponse().isEmpty()) {
      String what =
          a.getResponse().stream().map(OcsfFinding::told).collect(Collectors.joining("\n"));
      finding.set("remediation", Json.object().put("desc", what));
    }
    ObjectNode unmapped =
        Json.object()
            .put("score_bits", a.getScoreBits())
            .put("p_value", a.getPValue())
            .put("expected_per_day", a.getExpectedPerDay());
    if (a.getCounterfactual() != null) {
      unmapped.put("counterfactual", a.getCounterfactual());
    }
    if (a.getCredentialId() != null) {
      unmapped.put("credential_id", a.getCredentialId());
    }
    finding.set("unmapped", unmapped);
  }

  private static String told(ResponseAction r) {
    return r.getAction().replace('_', ' ') + " " + r.getTarget() + ": " + r.getReason();
  }

  private static ObjectNode metadata(Notice n) {
    ObjectNode metadata =
        Json.object()
            .put("version", VERSION)
            .put("correlation_uid", n.incidentId())
            .put("sequence", n.revision());
    metadata.set("product", Json.object().put("name", "pubwatch").put("vendor_name", "pubwatch"));
    return metadata;
  }

  private static ObjectNode info(Alert a) {
    ObjectNode info =
        Json.object()
            .put("uid", a.getAlertId())
            .put("title", a.getTitle())
            .put("desc", a.getSummary())
            .put("created_time", a.getDetectedAt().toEpochMilli())
            .put("first_seen_time", a.getFirstEventAt().toEpochMilli())
            .put("last_seen_time", a.getLastEventAt().toEpochMilli())
            .put("related_events_count", a.getEvents().size());
    info.set("types", Json.array().add(a.getKind().toString()));
    info.set("analytic", analytic(a));
    ArrayNode attacks = Json.array();
    for (Technique t : a.getTechniques()) {
      attacks.add(attack(t));
    }
    if (!attacks.isEmpty()) {
      info.set("attacks", attacks);
    }
    ArrayNode related = Json.array();
    for (EvidenceEvent e : a.getEvents()) {
      related.add(Json.object().put("uid", e.getEventId()).put("type", e.getAction()));
    }
    if (!related.isEmpty()) {
      info.set("related_events", related);
    }
    return info;
  }

  private static ObjectNode analytic(Alert a) {
    boolean rule = a.getKind() == AlertKind.policy;
    return Json.object()
        .put("name", "pubwatch " + a.getKind())
        .put("type_id", rule ? RULE : STATISTICAL)
        .put("type", rule ? "Rule" : "Statistical");
  }

  private static ObjectNode attack(Technique t) {
    ObjectNode attack = Json.object().put("version", t.getMatrixVersion());
    String kind = t.getId().indexOf('.') < 0 ? "technique" : "sub_technique";
    attack.set(kind, Json.object().put("uid", t.getId()));
    return attack;
  }

  private static ObjectNode analysis(Alert a) {
    ArrayNode anomalies = Json.array();
    ArrayNode baselines = Json.array();
    for (Signal s : a.getSignals()) {
      ObjectNode seen = observation(s, s.getObserved());
      seen.put("observed_pattern", Patterns.of(s));
      anomalies.add(seen);
      baselines.add(observation(s, s.getExpected()));
    }
    ObjectNode analysis = Json.object();
    analysis.set("analysis_targets", targets(a));
    analysis.set("anomalies", anomalies);
    analysis.set("baselines", baselines);
    return analysis;
  }

  private static ObjectNode observation(Signal s, String value) {
    ObjectNode observation =
        Json.object()
            .put("observation_parameter", s.getName())
            .put("observation_type", Patterns.analysis(s.getName()));
    observation.set("observations", Json.array().add(Json.object().put("value", value)));
    return observation;
  }

  /** At least one is required; an alert of no entity is about the stream itself. */
  private static ArrayNode targets(Alert a) {
    ArrayNode targets = Json.array();
    target(targets, a.getProject(), "Project");
    target(targets, a.getOwner(), "Owner");
    target(targets, a.getActorId(), "User Account");
    target(targets, a.getCredentialId(), "Credential");
    if (targets.isEmpty()) {
      target(targets, "stream", "Stream");
    }
    return targets;
  }

  private static void target(ArrayNode targets, @Nullable String name, String type) {
    if (name != null) {
      targets.add(Json.object().put("name", name).put("type", type));
    }
  }

  private static int activity(Notice.Phase phase) {
    return switch (phase) {
      case OPENED, DIGEST -> CREATE;
      case UPDATED, ESCALATED, ACKNOWLEDGED -> UPDATE;
      case RESOLVED -> CLOSE;
    };
  }

  private static int status(Notice.Phase phase) {
    return switch (phase) {
      case OPENED, UPDATED, ESCALATED, DIGEST -> NEW;
      case ACKNOWLEDGED -> IN_PROGRESS;
      case RESOLVED -> RESOLVED;
    };
  }

  private static int severity(Severity severity) {
    return switch (severity) {
      case unknown -> 0;
      case info -> 1;
      case low -> 2;
      case medium -> 3;
      case high -> 4;
      case critical -> 5;
    };
  }

  private static String severityName(Severity severity) {
    String name = severity == Severity.info ? "informational" : severity.toString();
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
