package dev.pubwatch.schemas;

import java.util.List;

/** Topic names, fixed by the contract: renaming one is a migration. */
public final class Topics {
  public static final String PUBLISH_EVENTS = "pubwatch.publish-events";
  public static final String TOKEN_EVENTS = "pubwatch.token-events";
  public static final String CI_EVENTS = "pubwatch.ci-events";
  public static final String EXPOSURES = "pubwatch.exposures";
  public static final String VERDICTS = "pubwatch.verdicts";
  public static final String ALERTS = "pubwatch.alerts";
  public static final String REJECTS = "pubwatch.rejects";

  /** Every topic, in the order in which data moves. */
  public static final List<String> ALL =
      List.of(PUBLISH_EVENTS, TOKEN_EVENTS, CI_EVENTS, EXPOSURES, VERDICTS, ALERTS, REJECTS);

  private Topics() {}
}
