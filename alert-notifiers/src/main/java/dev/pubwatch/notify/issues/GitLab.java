package dev.pubwatch.notify.issues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.notify.safe.Caller;
import dev.pubwatch.notify.safe.Secret;
import dev.pubwatch.notify.siem.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** GitLab's REST API, version 4. */
final class GitLab extends Tracker {
  private final boolean confidential;

  GitLab(Caller caller, Secret token, boolean confidential) {
    super(caller, token);
    this.confidential = confidential;
  }

  @Override
  String all(String project) {
    return "/projects/" + URLEncoder.encode(project, StandardCharsets.UTF_8) + "/issues";
  }

  @Override
  String list(String project, int page) {
    return all(project) + "?order_by=created_at&sort=desc&per_page=" + PAGE + "&page=" + page;
  }

  @Override
  String comments(String project, long number) {
    return all(project) + "/" + number + "/notes";
  }

  @Override
  String editing() {
    return "PUT";
  }

  @Override
  ObjectNode created(String title, String body, List<String> labels) {
    return Json.object()
        .put("title", title)
        .put("description", body)
        .put("labels", String.join(",", labels))
        .put("confidential", confidential);
  }

  @Override
  ObjectNode edited(String title, String body, boolean close) {
    ObjectNode issue = Json.object().put("title", title).put("description", body);
    return close ? issue.put("state_event", "close") : issue;
  }

  @Override
  Issue issue(JsonNode node) {
    return new Issue(node.path("iid").asLong(), node.path("description").asText(""));
  }

  @Override
  Map<String, String> headers() {
    return Map.of("private-token", token().value(), "content-type", "application/json");
  }
}
