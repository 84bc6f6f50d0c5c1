package dev.pubwatch.notify.ecs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.Origin;
import dev.pubwatch.events.Severity;
import dev.pubwatch.events.Signal;
import dev.pubwatch.events.Technique;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.siem.Json;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An alert in the Elastic Common Schema, version 8.11 (elastic.co/guide/en/ecs): what it has no
 * field for is below {@code pubwatch}.
 */
public final class EcsAlert {
  private static final String VERSION = "8.11.0";
  private static final String PURL = "pkg:";

  private EcsAlert() {}

  /** The document that an alert is within an incident. */
  public static ObjectNode of(Alert a, Notice n) {
    ObjectNode doc = Json.object().put("@timestamp", a.getDetectedAt().toString());
    doc.put("message", a.getTitle());
    doc.set("ecs", Json.object().put("version", VERSION));
    doc.set("event", event(a, n));
    doc.set(
        "rule",
        Json.object().put("name", a.getKind().toString()).put("description", a.getSummary()));
    doc.set("observer", Json.object().put("product", "pubwatch").put("vendor", "pubwatch"));
    project(doc, a);
    who(doc, a);
    threat(doc, a);
    doc.set("pubwatch", own(a, n));
    return doc;
  }

  private static ObjectNode event(Alert a, Notice n) {
    boolean isPackage = a.getProject() != null && a.getProject().startsWith(PURL);
    ObjectNode event =
        Json.object()
            .put("kind", "alert")
            .put("module", "pubwatch")
            .put("dataset", "pubwatch.alerts")
            .put("id", a.getAlertId())
            .put("sequence", n.revision())
            .put("severity", severity(a.getSeverity()))
            .put("risk_score", a.getScoreBits())
            .put("start", a.getFirstEventAt().toString())
            .put("end", a.getLastEventAt().toString())
            .put("reason", why(a));
    event.set("category", Json.array().add(isPackage ? "package" : "intrusion_detection"));
    event.set("type", Json.array().add("info"));
    if (!a.getEvents().isEmpty()) {
      event.put("action", a.getEvents().get(a.getEvents().size() - 1).getAction());
    }
    return event;
  }

  /** As the finding's scale of OCSF: 1 informational to 5 critical. */
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

  private static String why(Alert a) {
    return a.getSignals().stream()
        .map(s -> s.getObserved() + " (usual: " + s.getExpected() + ")")
        .collect(Collectors.joining("; "));
  }

  private static void project(ObjectNode doc, Alert a) {
    String project = a.getProject();
    if (project != null && project.startsWith(PURL)) {
      int slash = project.indexOf('/');
      String type = slash < 0 ? "" : project.substring(PURL.length(), slash);
      ObjectNode pkg = Json.object().put("name", project.substring(slash + 1)).put("type", type);
      String version = newestVersion(a);
      if (version != null) {
        pkg.put("version", version);
      }
      doc.set("package", pkg);
    }
    if (a.getOwner() != null) {
      doc.set("organization", Json.object().put("name", a.getOwner()));
    }
  }

  private static @Nullable String newestVersion(Alert a) {
    String version = null;
    for (EvidenceEvent e : a.getEvents()) {
      version = e.getVersion() == null ? version : e.getVersion();
    }
    return version;
  }

  private static void who(ObjectNode doc, Alert a) {
    ObjectNode related = Json.object();
    if (a.getActorId() != null) {
      doc.set("user", Json.object().put("id", a.getActorId()).put("name", a.getActorId()));
      related.set("user", Json.array().add(a.getActorId()));
    }
    Origin origin = a.getOrigin();
    if (origin != null) {
      source(doc, origin);
      if (origin.getIp() != null) {
        related.set("ip", Json.array().add(origin.getIp()));
      }
    }
    if (!related.isEmpty()) {
      doc.set("related", related);
    }
  }

  private static void source(ObjectNode doc, Origin origin) {
    ObjectNode source = Json.object();
    if (origin.getIp() != null) {
      source.put("ip", origin.getIp()).put("address", origin.getIp());
    }
    if (origin.getAsn() != null) {
      source.set("as", Json.object().put("number", origin.getAsn()));
    }
    if (origin.getCountry() != null) {
      source.set("geo", Json.object().put("country_iso_code", origin.getCountry()));
    }
    if (!source.isEmpty()) {
      doc.set("source", source);
    }
    if (origin.getUserAgent() != null) {
      doc.set("user_agent", Json.object().put("original", origin.getUserAgent()));
    }
  }

  private static void threat(ObjectNode doc, Alert a) {
    if (a.getTechniques().isEmpty()) {
      return;
    }
    ArrayNode ids = Json.array();
    ArrayNode finer = Json.array();
    for (Technique t : a.getTechniques()) {
      (t.getId().indexOf('.') < 0 ? ids : finer).add(t.getId());
    }
    ObjectNode technique = Json.object();
    if (!ids.isEmpty()) {
      technique.set("id", ids);
    }
    if (!finer.isEmpty()) {
      technique.set("subtechnique", Json.object().set("id", finer));
    }
    ObjectNode threat = Json.object().put("framework", "MITRE ATT&CK");
    threat.set("technique", technique);
    doc.set("threat", threat);
  }

  private static ObjectNode own(Alert a, Notice n) {
    ArrayNode signals = Json.array();
    for (Signal s : a.getSignals()) {
      signals.add(
          Json.object()
              .put("name", s.getName())
              .put("observed", s.getObserved())
              .put("expected", s.getExpected())
              .put("bits", s.getBits()));
    }
    ArrayNode response = Json.array();
    a.getResponse()
        .forEach(
            r ->
                response.add(
                    Json.object()
                        .put("action", r.getAction())
                        .put("target", r.getTarget())
                        .put("reason", r.getReason())));
    ObjectNode own =
        Json.object()
            .put("incident_id", n.incidentId())
            .put("phase", n.phase().name().toLowerCase(Locale.ROOT))
            .put("note", n.note())
            .put("severity", a.getSeverity().toString())
            .put("project", a.getProject())
            .put("credential_id", a.getCredentialId())
            .put("score_bits", a.getScoreBits())
            .put("expected_per_day", a.getExpectedPerDay());
    own.set("signals", signals);
    own.set("response", response);
    return own;
  }
}
