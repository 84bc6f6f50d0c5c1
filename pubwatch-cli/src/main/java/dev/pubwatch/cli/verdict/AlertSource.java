package dev.pubwatch.cli.verdict;

import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Where alerts are looked up and what is said of them goes. */
interface AlertSource {
  /**
   * Every revision of an alert, in order; empty when there is none of that id.
   *
   * @param others takes the ids of other alerts, to tell what was probably meant
   */
  List<Alert> revisions(String alertId, Set<String> others) throws IOException;

  /** The time of a verdict that is given now: after all that was said of the alert before. */
  Instant now(List<Alert> revisions) throws IOException;

  /** Hands on a verdict; returns once it is safe. */
  void say(Verdict verdict) throws IOException;

  /** What it is, for a person. */
  String name();
}
