package dev.pubwatch.cli.backtest.measure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a run's own alerts come to; an alert counts once, whatever its revisions.
 *
 * @param alerts alerts of the judged period
 * @param falseAlerts of these, the ones that name no labelled event
 * @param days days of the judged period on which events were read
 * @param medianPerDay alerts on the median day, the ones without any counted
 * @param maxPerDay alerts on the busiest day
 * @param namedEvents malicious events that an alert names
 * @param allEvents malicious events there are
 * @param perDay alerts by day, days without any left out
 * @param campaigns in order of their first malicious event
 */
public record Alerting(
    int alerts,
    int falseAlerts,
    long days,
    double medianPerDay,
    int maxPerDay,
    int namedEvents,
    int allEvents,
    Map<LocalDate, Integer> perDay,
    List<CampaignOutcome> campaigns) {

  static Alerting of(
      List<RaisedAlert> alerts, List<LabelledEvent> malicious, Labels labels, Judged judged) {
    Map<String, Long> namedAt = new HashMap<>();
    alerts.forEach(a -> a.namedAtByEvent().forEach((e, at) -> namedAt.merge(e, at, Math::min)));
    List<CampaignOutcome> campaigns = CampaignOutcome.of(malicious, namedAt);
    TreeMap<LocalDate, Integer> perDay =
        alerts.stream()
            .collect(Collectors.toMap(Alerting::day, a -> 1, Integer::sum, TreeMap::new));
    return new Alerting(
        alerts.size(),
        (int) alerts.stream().filter(alert -> isFalse(alert, labels)).count(),
        judged.days(),
        median(perDay, judged.days()),
        perDay.values().stream().mapToInt(Integer::intValue).max().orElse(0),
        campaigns.stream().mapToInt(CampaignOutcome::namedEvents).sum(),
        malicious.size(),
        perDay,
        campaigns);
  }

  private static boolean isFalse(RaisedAlert alert, Labels labels) {
    return alert.namedAtByEvent().keySet().stream().allMatch(e -> labels.ofEvent(e) == null);
  }

  private static LocalDate day(RaisedAlert alert) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(alert.detectedMillis()), ZoneOffset.UTC);
  }

  private static double median(Map<LocalDate, Integer> perDay, long days) {
    int[] counts = perDay.values().stream().mapToInt(Integer::intValue).sorted().toArray();
    return days == 0 ? 0 : (at(counts, days, (days - 1) / 2) + at(counts, days, days / 2)) / 2.0;
  }

  /** The count at a rank among all days: those without alerts come first. */
  private static int at(int[] ascending, long days, long rank) {
    long index = rank - (days - ascending.length);
    return index < 0 ? 0 : ascending[Math.toIntExact(index)];
  }

  /** Alerts a day; 0 when no day was judged. */
  public double meanPerDay() {
    return days == 0 ? 0 : (double) alerts / days;
  }

  /** Alerts a day that name no labelled event. */
  public double falsePerDay() {
    return days == 0 ? 0 : (double) falseAlerts / days;
  }

  /** Campaigns that an alert touches. */
  public int campaignsCaught() {
    return (int) campaigns.stream().filter(CampaignOutcome::caught).count();
  }

  /** Campaigns whose first malicious event was the one that alerted first. */
  public int campaignsCaughtAtFirst() {
    return (int) campaigns.stream().filter(CampaignOutcome::firstEventCaught).count();
  }
}
