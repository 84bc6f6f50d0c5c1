package dev.pubwatch.cli.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.cli.backtest.measure.Alerting;
import dev.pubwatch.cli.backtest.measure.Auc;
import dev.pubwatch.cli.backtest.measure.Calibration;
import dev.pubwatch.cli.backtest.measure.CampaignOutcome;
import dev.pubwatch.cli.backtest.measure.Caught;
import dev.pubwatch.cli.backtest.measure.Comparison;
import dev.pubwatch.cli.backtest.measure.Interval;
import dev.pubwatch.cli.backtest.measure.Judged;
import dev.pubwatch.cli.backtest.measure.RaisedAlert;
import dev.pubwatch.cli.backtest.measure.Selection;
import dev.pubwatch.cli.backtest.measure.Standing;
import dev.pubwatch.formats.Times;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A backtest's result as JSON, in the shape that pubwatch-cli/README.md documents. Fields may be
 * added; a renamed or removed one raises {@link #FORMAT_VERSION}.
 */
final class ResultJson {
  static final int FORMAT_VERSION = 1;

  private static final double PLACES = 1e6;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ResultJson() {}

  /** The document, indented, with a line end. */
  static String write(Result result) {
    ObjectNode root = object();
    root.put("format", "pubwatch-backtest").put("format_version", FORMAT_VERSION);
    root.set("judged", judged(result.judged()));
    result.standings().forEach(standing -> root.withArray("detectors").add(detector(standing)));
    root.set("alerting", alerting(result.alerting()));
    ArrayNode calibrations = root.putArray("calibration");
    result.calibrations().forEach(calibration -> calibrations.add(calibration(calibration)));
    Result.Other other = result.other();
    root.set("comparison", other == null ? null : comparison(other));
    ArrayNode needs = root.putArray("needs");
    result.needs().forEach(outcome -> needs.add(need(outcome)));
    return text(root);
  }

  private static String text(ObjectNode root) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    try {
      return MAPPER.writer(printer).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON values can always be written", e);
    }
  }

  private static ObjectNode judged(Judged judged) {
    ObjectNode node = object();
    node.put("events", judged.events())
        .put("events_before", judged.before())
        .put("normal_events", judged.normal())
        .put("malicious_events", judged.malicious())
        .put("otherwise_labelled_events", judged.other())
        .put("campaigns", judged.campaigns())
        .put("from", time(judged.from()))
        .put("to", time(judged.to()))
        .put("days", judged.days());
    judged.actions().forEach(node.putArray("normal_actions")::add);
    boolean byKind = judged.minHistory() == Selection.BY_KIND;
    node.put("min_history", byKind ? null : (Integer) judged.minHistory());
    ObjectNode labels = node.putObject("labels");
    labels
        .put("read", judged.labels().read())
        .put("malicious", judged.labels().malicious())
        .put("named", judged.labels().named());
    judged.labels().unnamed().forEach(labels.putArray("unnamed")::add);
    return node;
  }

  private static ObjectNode detector(Standing standing) {
    ObjectNode node = object();
    node.put("name", standing.name()).put("unscored_events", standing.unscored());
    Auc auc = standing.ranking().auc();
    ObjectNode area = node.putObject("auc");
    number(area, "value", auc.value());
    interval(area, auc.interval());
    area.put("method", auc.method());
    ArrayNode shares = node.putArray("at");
    Result.SHARES.forEach(share -> shares.add(caught(standing.ranking().at(share))));
    ArrayNode roc = node.putArray("roc");
    standing
        .ranking()
        .roc()
        .forEach(
            point -> roc.addArray().add(rounded(point.normal())).add(rounded(point.malicious())));
    return node;
  }

  private static ObjectNode caught(Caught caught) {
    ObjectNode node = object();
    number(node, "share_of_normal", caught.share());
    number(node, "threshold_bits", caught.thresholdBits());
    part(node.putObject("events"), caught.events(), caught.allEvents(), caught.recallInterval());
    part(
        node.putObject("campaigns"),
        caught.campaigns(),
        caught.allCampaigns(),
        caught.campaignInterval());
    return node;
  }

  private static void part(ObjectNode node, int hits, int all, Interval interval) {
    node.put("caught", hits).put("of", all);
    number(node, "recall", all == 0 ? Double.NaN : (double) hits / all);
    interval(node, interval);
  }

  private static ObjectNode alerting(Alerting alerting) {
    ObjectNode node = object();
    node.put("alerts", alerting.alerts()).put("days", alerting.days());
    ObjectNode perDay = node.putObject("per_day");
    number(perDay, "median", alerting.medianPerDay());
    number(perDay, "mean", alerting.meanPerDay());
    perDay.put("max", alerting.maxPerDay());
    node.put("false_alerts", alerting.falseAlerts());
    number(node, "false_alerts_per_day", alerting.falsePerDay());
    node.put("malicious_events_named", alerting.namedEvents())
        .put("campaigns_caught", alerting.campaignsCaught())
        .put("campaigns_caught_at_first_event", alerting.campaignsCaughtAtFirst());
    ArrayNode campaigns = node.putArray("campaigns");
    alerting.campaigns().forEach(campaign -> campaigns.add(campaign(campaign)));
    ArrayNode days = node.putArray("alerts_by_day");
    alerting.perDay().forEach((day, alerts) -> days.addArray().add(day.toString()).add(alerts));
    return node;
  }

  private static ObjectNode campaign(CampaignOutcome campaign) {
    ObjectNode node = object();
    node.put("campaign", campaign.campaign())
        .put("events", campaign.events())
        .put("events_named", campaign.namedEvents())
        .put("first_event_at", time(campaign.firstEventMillis()));
    if (campaign.caught()) {
      node.put("first_alert_at", time(campaign.firstAlertMillis()));
      number(
          node,
          "seconds_to_alert",
          (campaign.firstAlertMillis() - campaign.firstEventMillis()) / 1000.0);
    } else {
      node.putNull("first_alert_at").putNull("seconds_to_alert");
    }
    return node.put("caught_at_first_event", campaign.firstEventCaught());
  }

  private static ObjectNode calibration(Calibration calibration) {
    ObjectNode node = object();
    node.put("kind", calibration.kind()).put("events", calibration.events());
    ArrayNode rows = node.putArray("above");
    for (Calibration.Row row : calibration.rows()) {
      ObjectNode at = rows.addObject();
      at.put("bits", row.bits());
      number(at, "expected", row.expected());
      at.put("observed", row.observed());
      number(at, "ratio", row.ratio());
      interval(at, row.ratioInterval());
    }
    return node;
  }

  private static ObjectNode comparison(Result.Other other) {
    Comparison comparison = other.comparison();
    ObjectNode node = object();
    node.put("name", other.name()).put("same", comparison.same());
    ArrayNode changed = node.putArray("changed");
    for (Comparison.Change change : comparison.changed()) {
      changed.add(alert(change.after()).put("severity_before", change.before().severity()));
    }
    alerts(node.putArray("added"), comparison.added());
    alerts(node.putArray("removed"), comparison.removed());
    node.set("alerting", alerting(other.alerting()));
    return node;
  }

  private static void alerts(ArrayNode into, List<RaisedAlert> alerts) {
    alerts.forEach(alert -> into.add(alert(alert)));
  }

  private static ObjectNode alert(RaisedAlert alert) {
    return object()
        .put("alert_id", alert.id())
        .put("subject", alert.subject())
        .put("severity", alert.severity())
        .put("detected_at", time(alert.detectedMillis()))
        .put("title", alert.title());
  }

  private static ObjectNode need(Result.Outcome outcome) {
    ObjectNode node = object().put("need", outcome.need().toString());
    number(node, "value", outcome.value());
    return node.put("holds", outcome.holds());
  }

  private static void interval(ObjectNode node, Interval interval) {
    number(node, "low", interval.low());
    number(node, "high", interval.high());
  }

  /** Six places; null for what is not a number. */
  private static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, rounded(value));
    } else {
      node.putNull(name);
    }
  }

  private static double rounded(double value) {
    return Math.rint(value * PLACES) / PLACES;
  }

  private static String time(long millis) {
    return Times.format(Instant.ofEpochMilli(millis));
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : Times.format(time);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
