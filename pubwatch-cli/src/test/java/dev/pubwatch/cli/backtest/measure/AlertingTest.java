package dev.pubwatch.cli.backtest.measure;

import static dev.pubwatch.cli.backtest.measure.Fixtures.DAY;
import static dev.pubwatch.cli.backtest.measure.Fixtures.alert;
import static dev.pubwatch.cli.backtest.measure.Fixtures.collector;
import static dev.pubwatch.cli.backtest.measure.Fixtures.labels;
import static dev.pubwatch.cli.backtest.measure.Fixtures.publish;
import static dev.pubwatch.cli.backtest.measure.Fixtures.release;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AlertingTest {
  private static final String FIRST = "npm:a@3.0.0";
  private static final String SECOND = "npm:a@4.0.0";

  @Test
  void theFirstRevisionThatNamesAMaliciousEventCounts() {
    RaisedAlert alert =
        alert("1", 2 * DAY, "low", "npm:a@2.0.0")
            .revise(3 * DAY, "high", "a", "t", List.of("npm:a@2.0.0", FIRST))
            .revise(4 * DAY, "high", "a", "t", List.of("npm:a@2.0.0", FIRST, SECOND));
    Alerting alerting = fiveDays().alerting(List.of(alert));
    CampaignOutcome campaign = alerting.campaigns().get(0);
    assertEquals(3 * DAY, campaign.firstEventMillis());
    assertEquals(3 * DAY, campaign.firstAlertMillis());
    assertTrue(campaign.firstEventCaught());
    assertEquals(2, campaign.namedEvents());
    assertEquals(1, alerting.alerts(), "an alert counts once, whatever its revisions");
    assertEquals(0, alerting.falseAlerts());
    assertEquals(1, alerting.campaignsCaughtAtFirst());
  }

  @Test
  void aLaterEventCaughtIsNotTheFirst() {
    Alerting alerting = fiveDays().alerting(List.of(alert("1", 4 * DAY, "low", SECOND)));
    CampaignOutcome campaign = alerting.campaigns().get(0);
    assertTrue(campaign.caught());
    assertFalse(campaign.firstEventCaught());
    assertEquals(DAY, campaign.firstAlertMillis() - campaign.firstEventMillis());
    assertEquals(1, alerting.namedEvents());
  }

  @Test
  void aFirstEventNamedInHindsightWasNotCaughtInTime() {
    Alerting alerting =
        fiveDays()
            .alerting(
                List.of(
                    alert("1", 4 * DAY, "low", SECOND), alert("2", 5 * DAY, "low", FIRST, SECOND)));
    assertFalse(alerting.campaigns().get(0).firstEventCaught());
    assertEquals(2, alerting.namedEvents());
  }

  @Test
  void aCampaignThatNobodySawIsNeverCaught() {
    Alerting alerting = fiveDays().alerting(List.of());
    assertFalse(alerting.campaigns().get(0).caught());
    assertEquals(0, alerting.campaignsCaught());
  }

  @Test
  void whatNamesNoLabelledEventIsFalseAndQuietDaysCount() {
    Alerting alerting =
        fiveDays()
            .alerting(
                List.of(
                    alert("1", 1, "low", "npm:a@0.0.0"),
                    alert("2", 2, "low", "npm:a@0.0.0"),
                    alert("3", 4 * DAY, "low", SECOND)));
    assertEquals(3, alerting.alerts());
    assertEquals(2, alerting.falseAlerts());
    assertEquals(5, alerting.days());
    assertEquals(0.6, alerting.meanPerDay());
    assertEquals(0, alerting.medianPerDay());
    assertEquals(2, alerting.maxPerDay());
    assertEquals(0.4, alerting.falsePerDay());
  }

  @Test
  void theMedianOfAnEvenNumberOfDaysLiesBetween() {
    Collector twoDays = collector(labels(), 0, 0);
    twoDays.add(publish("a", 0, 0, 0));
    twoDays.add(publish("a", 1, DAY, 0));
    Alerting alerting = twoDays.alerting(List.of(alert("1", 1, "low", "x")));
    assertEquals(0.5, alerting.medianPerDay());
  }

  @Test
  void alertsBeforeThePeriodAreLeftOut() {
    Collector collector = collector(labels(), DAY, 0);
    collector.add(publish("a", 0, 0, 0));
    collector.add(publish("a", 1, DAY, 0));
    assertEquals(0, collector.alerting(List.of(alert("1", 0, "low", "npm:a@0.0.0"))).alerts());
  }

  /** One publish a day; the last two are malicious. */
  private static Collector fiveDays() {
    Collector collector = collector(labels(release("a", 3, "x"), release("a", 4, "x")), 0, 0);
    for (int day = 0; day < 5; day++) {
      collector.add(publish("a", day, day * DAY, day));
    }
    return collector;
  }
}
