package dev.pubwatch.notify.siem;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.Alert;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.ecs.EcsAlert;
import dev.pubwatch.notify.ocsf.OcsfFinding;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** In which form machines are told of an incident. */
public enum Body {
  /** One document an incident: what happened to it, and its alerts as the contract has them. */
  PUBWATCH {
    @Override
    List<Document> whole(Notice n) {
      ArrayNode alerts = Json.array();
      n.alerts().forEach(a -> alerts.add(Json.read(CanonicalJson.write(a))));
      ObjectNode json =
          Json.object()
              .put("incident_id", n.incidentId())
              .put("revision", n.revision())
              .put("phase", n.phase().name().toLowerCase(Locale.ROOT))
              .put("route", n.route())
              .put("severity", n.severity().toString())
              .put("opened_at", millis(n.openedAt()))
              .put("updated_at", millis(n.updatedAt()))
              .put("alert_count", n.alertCount())
              .put("note", n.note());
      json.set("alerts", alerts);
      return List.of(new Document(n.incidentId(), n.updatedAt(), json));
    }
  },
  /** One OCSF Detection Finding an alert. */
  OCSF {
    @Override
    List<Document> whole(Notice n) {
      return n.alerts().stream().map(a -> document(n, a, OcsfFinding.of(a, n))).toList();
    }
  },
  /** One document of the Elastic Common Schema an alert. */
  ECS {
    @Override
    List<Document> whole(Notice n) {
      return n.alerts().stream().map(a -> document(n, a, EcsAlert.of(a, n))).toList();
    }
  };

  /** The documents of a notice, each of at most so many bytes. */
  public List<Document> documents(Notice notice, int mostBytes) {
    return whole(notice).stream()
        .map(d -> new Document(d.id(), d.time(), Json.within(d.json(), mostBytes)))
        .toList();
  }

  abstract List<Document> whole(Notice notice);

  private static Document document(Notice n, Alert a, ObjectNode json) {
    return new Document(n.incidentId() + "." + a.getAlertId(), a.getLastEventAt(), json);
  }

  private static String millis(Instant time) {
    return Instant.ofEpochMilli(time.toEpochMilli()).toString();
  }
}
