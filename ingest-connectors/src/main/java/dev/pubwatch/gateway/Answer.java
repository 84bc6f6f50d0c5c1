package dev.pubwatch.gateway;

import dev.pubwatch.gateway.verify.Refusal;

/**
 * What a request is answered.
 *
 * @param status HTTP's, mostly the outcome's own
 * @param body JSON, empty for none
 * @param retryAfterSeconds when to come again, 0 for nothing said
 */
record Answer(Outcome outcome, int status, String body, int retryAfterSeconds) {
  private static final int BUSY_SECONDS = 5;
  private static final int RATE_SECONDS = 1;

  /** An answer with a body of its own. */
  static Answer of(Outcome outcome, int status, String body) {
    return new Answer(outcome, status, body, retryAfter(outcome));
  }

  static Answer error(Outcome outcome, String message) {
    String body = "{\"status\":\"error\",\"error\":\"" + escaped(message) + "\"}";
    return of(outcome, outcome.status(), body);
  }

  /** To be sent again, the delivery as it was. */
  static Answer unavailable() {
    return error(Outcome.UNAVAILABLE, "events cannot be stored right now, send again later");
  }

  static Answer refused(Refusal refusal) {
    return refusal.kind() == Refusal.Kind.UNAVAILABLE
        ? error(Outcome.UNAVAILABLE, refusal.message())
        : error(Outcome.UNAUTHENTICATED, refusal.message());
  }

  /** All of it is in Kafka. */
  static Answer accepted(int events, int rejects) {
    String body = "{\"status\":\"ok\",\"events\":%d,\"rejects\":%d}".formatted(events, rejects);
    return of(Outcome.ACCEPTED, Outcome.ACCEPTED.status(), body);
  }

  static Answer duplicate() {
    return of(Outcome.DUPLICATE, Outcome.DUPLICATE.status(), "{\"status\":\"duplicate\"}");
  }

  boolean isAccepted() {
    return outcome == Outcome.ACCEPTED;
  }

  private static int retryAfter(Outcome outcome) {
    return switch (outcome) {
      case UNAVAILABLE -> BUSY_SECONDS;
      case RATE_LIMITED -> RATE_SECONDS;
      default -> 0;
    };
  }

  /** Messages are ours, but may name what a person configured. */
  private static String escaped(String message) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else {
        text.append(Character.isISOControl(c) ? ' ' : c);
      }
    }
    return text.toString();
  }
}
