package dev.pubwatch.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubwatch.formats.json.JsonTree;
import dev.pubwatch.gateway.verify.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splunk's HTTP Event Collector, as far as a sender sees it: its answers word for word, and events
 * in their envelopes, one after another.
 */
final class Hec {
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(JsonTree.MAX_DEPTH).build())
              .build());

  private Hec() {}

  /** What is wrong with a body. */
  static final class EnvelopeException extends Exception {
    private final int code;
    private final String text;

    EnvelopeException(int code, String text, int index) {
      super("%s, event %d".formatted(text, index));
      this.code = code;
      this.text = text;
    }

    /** Splunk's words. */
    String text() {
      return text;
    }

    int code() {
      return code;
    }
  }

  /**
   * The events in {@code {"event": …}{"event": …}}.
   *
   * @throws EnvelopeException when it is no such sequence; none of it counts then
   */
  static List<byte[]> events(byte[] body) throws EnvelopeException {
    List<byte[]> events = new ArrayList<>();
    try (MappingIterator<JsonNode> each = JSON.readerFor(JsonNode.class).readValues(body)) {
      while (each.hasNextValue()) {
        events.add(event(each.nextValue().get("event"), events.size()));
      }
    } catch (IOException e) {
      throw new EnvelopeException(6, "Invalid data format", events.size());
    }
    return events;
  }

  private static byte[] event(@Nullable JsonNode event, int index)
      throws EnvelopeException, IOException {
    if (event == null || event.isNull()) {
      throw new EnvelopeException(12, "Event field is required", index);
    }
    if (event.isTextual()) {
      if (event.asText().isBlank()) {
        throw new EnvelopeException(13, "Event field cannot be blank", index);
      }
      return event.asText().getBytes(StandardCharsets.UTF_8);
    }
    return JSON.writeValueAsBytes(event);
  }

  static Answer healthy(boolean up) {
    return up
        ? answer(Outcome.ACCEPTED, 200, "HEC is healthy", 17)
        : answer(Outcome.UNAVAILABLE, 503, "HEC is unhealthy, queues are full", 18);
  }

  static Answer malformed(EnvelopeException e) {
    return answer(Outcome.MALFORMED, 400, e.text(), e.code());
  }

  static Answer refused(Refusal refusal) {
    return switch (refusal.kind()) {
      case MISSING -> answer(Outcome.UNAUTHENTICATED, 401, "Token is required", 2);
      case MALFORMED -> answer(Outcome.UNAUTHENTICATED, 401, "Invalid authorization", 3);
      case WRONG, STALE -> answer(Outcome.UNAUTHENTICATED, 403, "Invalid token", 4);
      case UNAVAILABLE -> answer(Outcome.UNAVAILABLE, 503, "Server is busy", 9);
    };
  }

  /** The same answer in Splunk's words. */
  static Answer inItsWords(Answer answer) {
    Outcome outcome = answer.outcome();
    return switch (outcome) {
      case ACCEPTED, DUPLICATE -> answer(outcome, 200, "Success", 0);
      case EMPTY -> answer(outcome, 400, "No data", 5);
      case MALFORMED, UNSUPPORTED -> answer(outcome, 400, "Invalid data format", 6);
      case TOO_LARGE -> answer(outcome, 413, "Request entity too large", 27);
      case RATE_LIMITED, UNAVAILABLE -> answer(outcome, 503, "Server is busy", 9);
      case FAILED -> answer(outcome, 500, "Internal server error", 8);
      default -> answer;
    };
  }

  private static Answer answer(Outcome outcome, int status, String text, int code) {
    return Answer.of(outcome, status, "{\"text\":\"%s\",\"code\":%d}".formatted(text, code));
  }
}
