package dev.pubwatch.cli.revoke;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.cli.terminal.Clean;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.formats.Redactor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The list of credentials to revoke, as CSV after RFC 4180 and as JSON lines. */
final class RevocationText {
  static final String CSV_HEAD =
      "credential_id,severity,kinds,alert_ids,verdict,reason,projects,first_event_at,last_event_at,evidence";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST = 50;
  private static final String FORMULA = "=+-@\t\r\n|%";

  private RevocationText() {}

  /** One line, without its end. */
  static String csv(Revocation revocation) {
    List<Alert> alerts = alerts(revocation);
    List<String> cells = new ArrayList<>();
    cells.add(revocation.credentialId());
    cells.add(revocation.severity().name());
    cells.add(joined(alerts.stream().map(a -> a.getKind().name()).distinct().toList()));
    cells.add(joined(alerts.stream().map(Alert::getAlertId).toList()));
    cells.add(
        joined(
            revocation.reasons().keySet().stream()
                .map(f -> f.verdict() == null ? "none" : f.verdict().name())
                .distinct()
                .toList()));
    cells.add(revocation.reasons().values().stream().distinct().collect(Collectors.joining("; ")));
    cells.add(joined(List.copyOf(revocation.projects())));
    cells.add(Collections.min(alerts.stream().map(Alert::getFirstEventAt).toList()).toString());
    cells.add(Collections.max(alerts.stream().map(Alert::getLastEventAt).toList()).toString());
    cells.add(joined(events(revocation).stream().map(EvidenceEvent::getEventId).toList()));
    return cells.stream().map(RevocationText::cell).collect(Collectors.joining(","));
  }

  private static List<Alert> alerts(Revocation revocation) {
    return revocation.reasons().keySet().stream().map(Finding::latest).toList();
  }

  private static List<EvidenceEvent> events(Revocation revocation) {
    return revocation.reasons().keySet().stream()
        .flatMap(f -> f.events().stream())
        .limit(MOST)
        .toList();
  }

  private static String joined(List<String> values) {
    String more = values.size() > MOST ? " and " + (values.size() - MOST) + " more" : "";
    return values.stream().limit(MOST).collect(Collectors.joining(" ")) + more;
  }

  /** Quoted, on one line, and no formula to a spreadsheet. */
  static String cell(String value) {
    String line = Clean.oneLine(Redactor.redact(value));
    boolean formula = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0;
    return "\"" + (formula ? "'" : "") + line.replace("\"", "\"\"") + "\"";
  }

  /** One line, without its end. */
  static String json(Revocation revocation) {
    ObjectNode root = JSON.createObjectNode();
    root.put("credential_id", revocation.credentialId());
    root.put("severity", revocation.severity().name());
    ArrayNode reasons = root.putArray("reasons");
    for (Map.Entry<Finding, String> entry : revocation.reasons().entrySet()) {
      add(reasons.addObject(), entry.getKey(), entry.getValue());
    }
    strings(root.putArray("projects"), List.copyOf(revocation.projects()));
    return root.toString();
  }

  private static void add(ObjectNode out, Finding finding, String reason) {
    Alert alert = finding.latest();
    out.put("alert_id", alert.getAlertId())
        .put("revision", alert.getRevision())
        .put("kind", alert.getKind().name())
        .put("severity", alert.getSeverity().name())
        .put("verdict", finding.verdict() == null ? null : finding.verdict().name())
        .put("reason", Redactor.redact(reason))
        .put("title", Redactor.redact(alert.getTitle()))
        .put("first_event_at", alert.getFirstEventAt().toString())
        .put("last_event_at", alert.getLastEventAt().toString());
    ArrayNode events = out.putArray("evidence");
    finding.events().stream()
        .limit(MOST)
        .forEach(
            e ->
                events
                    .addObject()
                    .put("event_id", e.getEventId())
                    .put("time", e.getTime().toString())
                    .put("action", e.getAction())
                    .put("project", e.getProject())
                    .put("version", e.getVersion())
                    .put("source", e.getSource()));
  }

  private static void strings(ArrayNode array, List<String> values) {
    values.stream().limit(MOST).forEach(array::add);
  }
}
