package dev.pubwatch.notify.issues;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.Alert;
import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.IncidentChannel;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.Notice.Phase;
import dev.pubwatch.notify.Notices;
import dev.pubwatch.notify.channels.Channels;
import dev.pubwatch.notify.channels.FakeApi;
import dev.pubwatch.notify.channels.FakeApi.Reply;
import dev.pubwatch.notify.channels.FakeApi.Request;
import dev.pubwatch.notify.siem.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a GitHub that keeps what it is told. */
class IssuesChannelTest {
  private final Map<String, List<ObjectNode>> issues = new HashMap<>();
  private final List<String> comments = new ArrayList<>();
  private final FakeApi api = new FakeApi(this::answer);
  private final IncidentChannel channel = channel("github", "acme, other");

  private IncidentChannel channel(String host, String owners) {
    String prefix = Channels.PREFIX + "forge.";
    return Channels.of(
            Map.of(
                prefix + "type",
                "issues",
                prefix + "flavour",
                host,
                prefix + "api-url",
                api.url(),
                prefix + "owners",
                owners,
                "notifiers.allowed-networks",
                "127.0.0.0/8"),
            Map.of("PUBWATCH_FORGE_TOKEN", "a-token"))
        .get(0);
  }

  @AfterEach
  void close() {
    channel.close();
    api.close();
  }

  private List<ObjectNode> web() {
    return issues.getOrDefault("acme/web", List.of());
  }

  private synchronized Reply answer(Request request) {
    String[] path = request.path().split("[?]", -1)[0].split("/", -1);
    String project = path[2] + "/" + path[3];
    if (project.equals("acme/closed")) {
      return Reply.of(410, "{\"message\":\"Issues are disabled for this repo\"}");
    }
    List<ObjectNode> all = issues.computeIfAbsent(project, p -> new ArrayList<>());
    JsonNode body = Json.answer(request.body());
    if (path.length == 5) {
      return request.method().equals("GET") ? list(all) : created(all, body);
    }
    int number = Integer.parseInt(path[5]);
    if (number > all.size()) {
      return Reply.of(404, "{\"message\":\"Not Found\"}");
    }
    ObjectNode issue = all.get(number - 1);
    if (path.length == 7) {
      comments.add(body.path("body").asText());
    } else if (request.method().equals("PATCH")) {
      issue.setAll((ObjectNode) body);
    }
    return Reply.of(200, Json.text(issue));
  }

  private static Reply list(List<ObjectNode> all) {
    ArrayNode list = Json.array();
    List<ObjectNode> newestFirst = new ArrayList<>(all);
    Collections.reverse(newestFirst);
    newestFirst.forEach(list::add);
    return Reply.of(200, Json.text(list));
  }

  private static Reply created(List<ObjectNode> all, JsonNode body) {
    ObjectNode issue = body.deepCopy();
    issue.put("number", all.size() + 1).put("state", "open");
    all.add(issue);
    return Reply.of(201, Json.text(issue));
  }

  private static Notice notice(int revision, Phase phase, String... projects) {
    List<Alert> alerts = new ArrayList<>();
    for (String project : projects) {
      alerts.add(Notices.alert("pw-" + project, project));
    }
    return Notices.of("in-1", revision, phase, alerts);
  }

  @Test
  void oneIssueIsOpenedEditedCommentedAndClosed() throws Exception {
    String reference = channel.deliver(notice(1, Phase.OPENED, "github.com/acme/web"), null);
    assertEquals("acme/web#1", reference);
    channel.deliver(notice(2, Phase.UPDATED, "github.com/acme/web"), reference);
    channel.deliver(notice(2, Phase.UPDATED, "github.com/acme/web"), reference);
    channel.deliver(notice(3, Phase.RESOLVED, "github.com/acme/web"), reference);
    assertEquals(1, web().size());
    assertEquals("closed", web().get(0).path("state").asText());
    assertEquals(2, comments.size());
    assertTrue(comments.get(1).startsWith("HIGH: Resolved: "), comments.get(1));
  }

  /** The reference is lost with the state: the marker finds the issue. */
  @Test
  void theMarkerFindsTheIssueAgain() throws Exception {
    channel.deliver(notice(1, Phase.OPENED, "github.com/acme/web"), null);
    assertEquals(
        "acme/web#1", channel.deliver(notice(1, Phase.OPENED, "github.com/acme/web"), null));
    assertEquals(1, web().size());
    assertEquals(List.of(), comments);
  }

  /** Whoever copies the marker into an issue of his own does not take ours over. */
  @Test
  void aCopiedMarkerIsPassedOver() throws Exception {
    channel.deliver(notice(1, Phase.OPENED, "github.com/acme/web"), null);
    ObjectNode copy = web().get(0).deepCopy();
    web().add(copy.put("number", 2));
    assertEquals(
        "acme/web#1", channel.deliver(notice(2, Phase.UPDATED, "github.com/acme/web"), null));
  }

  @Test
  void eachProjectIsToldOfItsOwnAlertsOnly() throws Exception {
    Notice notice =
        notice(
            1,
            Phase.OPENED,
            "github.com/acme/web",
            "pkg:npm/secret-name",
            "pkg:github/other/tool",
            "github.com/stranger/x",
            "gitlab.com/acme/y",
            "github.com/acme/../../user",
            "github.com/acme/a/b");
    assertEquals("acme/web#1 other/tool#1", channel.deliver(notice, null));
    String body = web().get(0).path("body").asText();
    assertFalse(body.contains("secret-name") || body.contains("other/tool"), body);
    assertEquals(List.of("acme/web", "other/tool"), issues.keySet().stream().sorted().toList());
  }

  @Test
  void aProjectWithoutIssuesDoesNotKeepTheOthersFromBeingTold() throws Exception {
    Notice both = notice(1, Phase.OPENED, "github.com/acme/closed", "github.com/acme/web");
    assertEquals("acme/web#1", channel.deliver(both, null));
    DeliveryException e =
        assertThrows(
            DeliveryException.class,
            () -> channel.deliver(notice(1, Phase.OPENED, "github.com/acme/closed"), null));
    assertTrue(e.isPermanent());
  }

  @Test
  void whatIsOnNoProjectOfThatHostIsPassedOver() throws Exception {
    assertNull(channel.deliver(notice(1, Phase.OPENED, "pkg:npm/left-pad"), null));
    assertEquals(List.of(), api.requests());
  }

  @Test
  void nobodyIsCalledAndNothingIsLinked() throws Exception {
    Alert alert = Notices.hostile("pw-1", "@everyone #1 <b> [x](https://evil.example) /close");
    alert.setProject("github.com/acme/web");
    channel.deliver(Notices.of("in-1", 1, Phase.OPENED, List.of(alert)), null);
    ObjectNode issue = web().get(0);
    String body = issue.path("body").asText();
    String bare = body.replaceAll("`[^`]*`", "").replaceAll("\\]\\([^)]*\\)", "]");
    assertFalse(
        bare.matches("(?s).*(?:@everyone|#1|(?<!\\\\)<b>|(?<!\\\\)\\[x|https://evil).*"), bare);
    assertFalse(issue.path("title").asText().contains("@everyone"));
  }
}
