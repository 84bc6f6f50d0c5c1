package dev.pubwatch.cli.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Signal;
import dev.pubwatch.formats.CanonicalJson;
import java.util.List;

/**
 * An alert as one line of JSON: {@code alert} is the last revision as the contract has it, {@code
 * groups} the signals that move together, {@code revisions} what changed.
 */
final class ExplainJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ExplainJson() {}

  static String write(List<Alert> revisions) {
    Alert last = revisions.get(revisions.size() - 1);
    ObjectNode root = JSON.createObjectNode();
    root.set("alert", tree(last));
    ArrayNode groups = root.putArray("groups");
    for (Weight weight : Weight.of(last)) {
      ArrayNode names =
          groups
              .addObject()
              .put("group", weight.group())
              .put("bits", weight.bits())
              .putArray("signals");
      weight.signals().stream().map(Signal::getName).forEach(names::add);
    }
    ArrayNode history = root.putArray("revisions");
    for (Alert revision : revisions) {
      history
          .addObject()
          .put("revision", revision.getRevision())
          .put("status", revision.getStatus().name())
          .put("severity", revision.getSeverity().name())
          .put("detected_at", revision.getDetectedAt().toString())
          .put("score_bits", revision.getScoreBits())
          .put("events", revision.getEvents().size())
          .put("title", revision.getTitle());
    }
    return root.toString();
  }

  private static ObjectNode tree(Alert alert) {
    try {
      return (ObjectNode) JSON.readTree(CanonicalJson.write(alert));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("canonical JSON is JSON", e);
    }
  }
}
