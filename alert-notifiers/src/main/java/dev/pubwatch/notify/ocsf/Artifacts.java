package dev.pubwatch.notify.ocsf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.Origin;
import dev.pubwatch.notify.siem.Json;

/** What an alert is about and what it rests on, as OCSF's resources and evidences. */
final class Artifacts {
  private Artifacts() {}

  /** What the alert is about, and the other members of its campaign. */
  static ArrayNode resources(Alert a) {
    ArrayNode resources = Json.array();
    if (a.getProject() != null) {
      ObjectNode resource =
          Json.object()
              .put("uid", a.getProject())
              .put("name", a.getProject())
              .put("type", a.getProject().startsWith("pkg:") ? "package" : "repository");
      if (a.getOwner() != null) {
        resource.set("owner", Json.object().put("name", a.getOwner()));
      }
      resources.add(resource);
    }
    if (a.getCampaign() != null) {
      for (String member : a.getCampaign().getMembers()) {
        if (!member.equals(a.getProject())) {
          resources.add(Json.object().put("uid", member).put("name", member));
        }
      }
    }
    return resources;
  }

  /** Each holds an actor, an endpoint or data, as the schema asks. */
  static ArrayNode evidences(Alert a) {
    ArrayNode evidences = Json.array();
    ObjectNode who = who(a);
    if (!who.isEmpty()) {
      evidences.add(who);
    }
    for (EvidenceEvent e : a.getEvents()) {
      ObjectNode data =
          Json.object()
              .put("action", e.getAction())
              .put("source", e.getSource())
              .put("time", e.getTime().toString());
      data.put("project", e.getProject()).put("version", e.getVersion());
      ObjectNode evidence = Json.object().put("uid", e.getEventId());
      evidence.set("data", data);
      evidences.add(evidence);
    }
    return evidences;
  }

  private static ObjectNode who(Alert a) {
    ObjectNode who = Json.object();
    Origin origin = a.getOrigin();
    if (origin != null && origin.getIp() != null) {
      ObjectNode source = Json.object().put("ip", origin.getIp());
      if (origin.getCountry() != null) {
        source.set("location", Json.object().put("country", origin.getCountry()));
      }
      who.set("src_endpoint", source);
    }
    if (a.getActorId() != null) {
      ObjectNode user = Json.object().put("uid", a.getActorId()).put("name", a.getActorId());
      ObjectNode actor = Json.object();
      actor.set("user", user);
      who.set("actor", actor);
    }
    return who;
  }
}
