package dev.pubwatch.notify.issues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.safe.Answer;
import dev.pubwatch.notify.safe.Caller;
import dev.pubwatch.notify.safe.Refusals;
import dev.pubwatch.notify.safe.Secret;
import dev.pubwatch.notify.siem.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Issues of a project on a host. */
abstract class Tracker implements AutoCloseable {
  /** Pages of issues that are searched for a marker, of a hundred each. */
  private static final int MOST_PAGES = 3;

  static final int PAGE = 100;
  private static final int NOT_FOUND = 404;
  private static final Duration LONGEST_WAIT = Duration.ofHours(2);

  private final Caller caller;
  private final Secret token;

  Tracker(Caller caller, Secret token) {
    this.caller = caller;
    this.token = token;
  }

  final Secret token() {
    return token;
  }

  /**
   * The issue with the marker, null for none. The oldest of several: a copy of the marker is always
   * younger than what it was copied from.
   */
  final @Nullable Issue find(String project, Marker marker)
      throws DeliveryException, InterruptedException {
    Issue found = null;
    for (int page = 1; page <= MOST_PAGES; page++) {
      JsonNode issues = said(call("GET", list(project, page), Json.object()));
      for (JsonNode node : issues) {
        Issue issue = issue(node);
        found = marker.isIn(issue.body()) ? issue : found;
      }
      if (issues.size() < PAGE) {
        break;
      }
    }
    return found;
  }

  /** The issue, null if it is not there any more. */
  final @Nullable Issue get(String project, long number)
      throws DeliveryException, InterruptedException {
    Answer answer = call("GET", one(project, number), Json.object());
    return answer.status() == NOT_FOUND ? null : issue(said(answer));
  }

  final Issue create(String project, String title, String body, List<String> labels)
      throws DeliveryException, InterruptedException {
    return issue(said(call("POST", all(project), created(title, body, labels))));
  }

  final void comment(String project, long number, String text)
      throws DeliveryException, InterruptedException {
    said(call("POST", comments(project, number), Json.object().put("body", text)));
  }

  final void edit(String project, long number, String title, String body, boolean close)
      throws DeliveryException, InterruptedException {
    said(call(editing(), one(project, number), edited(title, body, close)));
  }

  abstract String all(String project);

  abstract String list(String project, int page);

  abstract String comments(String project, long number);

  abstract String editing();

  abstract ObjectNode created(String title, String body, List<String> labels);

  abstract ObjectNode edited(String title, String body, boolean close);

  abstract Issue issue(JsonNode node);

  abstract Map<String, String> headers();

  private String one(String project, long number) {
    return all(project) + "/" + number;
  }

  private Answer call(String method, String path, ObjectNode body)
      throws DeliveryException, InterruptedException {
    byte[] bytes = method.equals("GET") ? new byte[0] : Json.bytes(body);
    return caller.call(method, path, headers(), bytes);
  }

  private JsonNode said(Answer answer) throws DeliveryException {
    if (answer.isSuccess()) {
      return Json.answer(answer.body());
    }
    JsonNode message = Json.answer(answer.body()).path("message");
    String why = token.masked(message.isTextual() ? message.asText() : message.toString());
    boolean limited =
        answer.status() == 429
            || (answer.status() == 403
                && (answer.header("x-ratelimit-remaining").equals("0")
                    || why.toLowerCase(Locale.ROOT).contains("rate limit")));
    throw limited && answer.header("retry-after").isEmpty()
        ? Refusals.passing(caller.host(), answer, why, untilReset(answer))
        : Refusals.of(caller.host(), answer, why);
  }

  /** Both hosts tell the second at which calls are allowed again. */
  private static @Nullable Duration untilReset(Answer answer) {
    String github = answer.header("x-ratelimit-reset");
    String reset = github.isEmpty() ? answer.header("ratelimit-reset") : github;
    if (!reset.matches("\\d{1,12}")) {
      return null;
    }
    Duration wait = Duration.between(Instant.now(), Instant.ofEpochSecond(Long.parseLong(reset)));
    return wait.isNegative()
        ? Duration.ZERO
        : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  @Override
  public void close() {
    caller.close();
  }
}
