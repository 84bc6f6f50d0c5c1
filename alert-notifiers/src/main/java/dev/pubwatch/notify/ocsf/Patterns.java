package dev.pubwatch.notify.ocsf;

import dev.pubwatch.events.Signal;

/** OCSF's words for what is odd about an observation. */
final class Patterns {
  private static final double RARE = 0.01;

  private Patterns() {}

  /** The kind of analysis, in the schema's own examples. */
  static String analysis(String signal) {
    if (signal.startsWith("hour_")) {
      return "Time Pattern Analysis";
    }
    if (signal.endsWith("_at_once")) {
      return "Volume Analysis";
    }
    if (signal.contains("dorman")) {
      return "Time Pattern Analysis";
    }
    return "Frequency Analysis";
  }

  /** How the observation is related to the baseline. */
  static String of(Signal signal) {
    String name = signal.getName();
    if (name.startsWith("hour_")) {
      return "OFF_HOURS";
    }
    if (name.endsWith("_at_once")) {
      return "SURGE";
    }
    if (name.contains("dorman")) {
      return "UNUSUAL_TIME";
    }
    boolean unseen = name.endsWith("_new") || signal.getObserved().contains("new to ");
    return unseen ? "UNSEEN" : signal.getPValue() <= RARE ? "RARE" : "INFREQUENT";
  }
}
