package dev.pubwatch.core.signal;

import dev.pubwatch.core.Event;

/** How signals put quantities, for a person. */
final class Words {
  private Words() {}

  static String quietFor(double log2Hours) {
    double hours = StrictMath.pow(2, log2Hours);
    if (hours < 48) {
      return "quiet for " + Math.round(hours) + " hours";
    }
    return "quiet for " + Math.round(hours / 24) + " days";
  }

  static String count(double log2, String noun) {
    return count(log2, noun, noun + "s");
  }

  static String count(double log2, String one, String many) {
    long n = Math.max(1, Math.round(StrictMath.pow(2, log2)));
    return n + " " + (n == 1 ? one : many);
  }

  static String client(Event e) {
    return e.client() + " " + e.clientVersion();
  }
}
