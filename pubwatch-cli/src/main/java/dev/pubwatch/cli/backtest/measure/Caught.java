package dev.pubwatch.cli.backtest.measure;

/**
 * What is caught at a share of normal events alerted.
 *
 * @param share of normal events that may alert
 * @param thresholdBits what lies above it alerts
 * @param events malicious events above it
 * @param allEvents malicious events there are
 * @param campaigns campaigns with an event above it
 * @param allCampaigns campaigns there are
 */
public record Caught(
    double share,
    double thresholdBits,
    int events,
    int allEvents,
    int campaigns,
    int allCampaigns) {

  /** Share of the malicious events; NaN when there is none. */
  public double recall() {
    return allEvents == 0 ? Double.NaN : (double) events / allEvents;
  }

  /** Share of the campaigns; NaN when there is none. */
  public double campaignRecall() {
    return allCampaigns == 0 ? Double.NaN : (double) campaigns / allCampaigns;
  }

  /** Wilson's interval of {@link #recall()}. */
  public Interval recallInterval() {
    return Intervals.share(events, allEvents);
  }

  /** Wilson's interval of {@link #campaignRecall()}. */
  public Interval campaignInterval() {
    return Intervals.share(campaigns, allCampaigns);
  }
}
