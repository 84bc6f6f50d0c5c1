package dev.pubwatch.cli.backtest.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a run's own alerts met one campaign.
 *
 * @param events malicious events of it
 * @param namedEvents of these, the ones that an alert names
 * @param firstEventMillis time of its first malicious event
 * @param firstAlertMillis event time of the first alert that names any; {@link #NEVER} for none
 * @param firstEventCaught whether that alert named the first malicious event
 */
public record CampaignOutcome(
    String campaign,
    int events,
    int namedEvents,
    long firstEventMillis,
    long firstAlertMillis,
    boolean firstEventCaught) {

  /** No alert names the campaign. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Whether an alert names one of its events. */
  public boolean caught() {
    return firstAlertMillis != NEVER;
  }

  /**
   * Outcomes in order of the first event.
   *
   * @param malicious in event-time order
   * @param namedAt events that alerts name, and when one first did
   */
  static List<CampaignOutcome> of(List<LabelledEvent> malicious, Map<String, Long> namedAt) {
    Map<String, List<LabelledEvent>> byCampaign = new LinkedHashMap<>();
    malicious.forEach(
        event -> byCampaign.computeIfAbsent(event.campaign(), c -> new ArrayList<>()).add(event));
    List<CampaignOutcome> outcomes = new ArrayList<>();
    byCampaign.forEach((campaign, events) -> outcomes.add(of(campaign, events, namedAt)));
    return List.copyOf(outcomes);
  }

  private static CampaignOutcome of(
      String campaign, List<LabelledEvent> events, Map<String, Long> namedAt) {
    long firstEvent = events.get(0).timeMillis();
    long firstAlert = NEVER;
    int named = 0;
    for (LabelledEvent event : events) {
      long at = namedAt.getOrDefault(event.eventId(), NEVER);
      firstAlert = Math.min(firstAlert, at);
      named += at == NEVER ? 0 : 1;
    }
    long first = firstAlert;
    boolean firstCaught =
        first != NEVER
            && events.stream()
                .filter(event -> event.timeMillis() == firstEvent)
                .anyMatch(event -> namedAt.getOrDefault(event.eventId(), NEVER) == first);
    return new CampaignOutcome(campaign, events.size(), named, firstEvent, firstAlert, firstCaught);
  }
}
