package dev.pubwatch.core.correlate;

import java.util.List;

/** Every correlator, in the order in which the judge keeps their state: append only. */
public final class Correlators {
  /** All correlators. */
  public static final List<Correlator<?>> ALL =
      List.of(new CampaignCorrelator(), new ChainCorrelator(), new ExposureCorrelator());

  private Correlators() {}
}
