package dev.pubwatch.notify.issues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.notify.safe.Caller;
import dev.pubwatch.notify.safe.Secret;
import dev.pubwatch.notify.siem.Json;
import java.util.List;
import java.util.Map;

/** GitHub's REST API, version 2022-11-28. */
final class GitHub extends Tracker {
  GitHub(Caller caller, Secret token) {
    super(caller, token);
  }

  @Override
  String all(String project) {
    return "/repos/" + project + "/issues";
  }

  @Override
  String list(String project, int page) {
    return all(project)
        + "?state=all&sort=created&direction=desc&per_page="
        + PAGE
        + "&page="
        + page;
  }

  @Override
  String comments(String project, long number) {
    return all(project) + "/" + number + "/comments";
  }

  @Override
  String editing() {
    return "PATCH";
  }

  @Override
  ObjectNode created(String title, String body, List<String> labels) {
    ObjectNode issue = Json.object().put("title", title).put("body", body);
    ArrayNode names = Json.array();
    labels.forEach(names::add);
    issue.set("labels", names);
    return issue;
  }

  @Override
  ObjectNode edited(String title, String body, boolean close) {
    ObjectNode issue = Json.object().put("title", title).put("body", body);
    return close ? issue.put("state", "closed").put("state_reason", "completed") : issue;
  }

  @Override
  Issue issue(JsonNode node) {
    return new Issue(node.path("number").asLong(), node.path("body").asText(""));
  }

  @Override
  Map<String, String> headers() {
    return Map.of(
        "authorization", "Bearer " + token().value(),
        "accept", "application/vnd.github+json",
        "x-github-api-version", "2022-11-28",
        "content-type", "application/json");
  }
}
