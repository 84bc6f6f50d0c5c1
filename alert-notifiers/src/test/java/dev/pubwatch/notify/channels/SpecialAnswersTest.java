package dev.pubwatch.notify.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.IncidentChannel;
import dev.pubwatch.notify.Notice.Phase;
import dev.pubwatch.notify.Notices;
import dev.pubwatch.notify.channels.FakeApi.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each API documents of its own errors, ids and lives. */
class SpecialAnswersTest {
  private final FakeApi api = new FakeApi(r -> Reply.of(500, ""));

  @AfterEach
  void close() {
    api.close();
  }

  private IncidentChannel channel(HttpRig rig, Map<String, String> more) {
    api.answer(rig.well);
    return Channels.of(rig.settings(api.url(), more), rig.environment(api.url())).get(0);
  }

  private IncidentChannel channel(HttpRig rig) {
    return channel(rig, Map.of());
  }

  private DeliveryException refused(HttpRig rig, Reply reply) {
    IncidentChannel channel = channel(rig);
    api.answer(r -> reply);
    return assertThrows(
        DeliveryException.class, () -> channel.deliver(Notices.of("in-1", 1, Phase.OPENED), null));
  }

  private List<String> paths() {
    return api.requests().stream().map(r -> r.method() + " " + r.path()).toList();
  }

  @Test
  void slackEditsTheMessageAndRepliesInItsThreadOnEscalation() throws Exception {
    IncidentChannel channel = channel(HttpRig.SLACK);
    String reference = channel.deliver(Notices.of("in-1", 1, Phase.OPENED), null);
    assertTrue(String.valueOf(reference).startsWith("C1:17.000"), reference);
    assertEquals(reference, channel.deliver(Notices.of("in-1", 2, Phase.UPDATED), reference));
    assertEquals(reference, channel.deliver(Notices.of("in-1", 3, Phase.ESCALATED), reference));
    assertEquals(
        List.of(
            "POST /chat.postMessage",
            "POST /chat.update",
            "POST /chat.update",
            "POST /chat.postMessage"),
        paths());
    String ts = String.valueOf(reference).substring(3);
    assertTrue(api.requests().get(1).body().contains("\"ts\":\"" + ts + "\""));
    assertTrue(api.requests().get(3).body().contains("\"thread_ts\":\"" + ts + "\""));
    assertEquals("Bearer " + HttpRig.SECRET, api.requests().get(0).header("Authorization"));
  }

  @Test
  void slackPostsAnewWhatSomebodyDeleted() throws Exception {
    IncidentChannel channel = channel(HttpRig.SLACK);
    api.answer(
        r ->
            r.path().equals("/chat.update")
                ? Reply.of(200, "{\"ok\":false,\"error\":\"message_not_found\"}")
                : HttpRig.SLACK.well.apply(r));
    String reference = channel.deliver(Notices.of("in-1", 2, Phase.UPDATED), "C1:1.2");
    assertFalse("C1:1.2".equals(reference));
    assertEquals(List.of("POST /chat.update", "POST /chat.postMessage"), paths());
  }

  /** Slack says 200 to nearly all. */
  @ParameterizedTest
  @CsvSource({
    "invalid_blocks,true",
    "msg_blocks_too_long,true",
    "channel_not_found,false",
    "is_archived,false",
    "invalid_auth,false",
    "ratelimited,false",
    "internal_error,false"
  })
  void slackErrors(String word, boolean permanent) {
    DeliveryException e =
        refused(HttpRig.SLACK, Reply.of(200, "{\"ok\":false,\"error\":\"" + word + "\"}"));
    assertEquals(permanent, e.isPermanent());
    assertTrue(String.valueOf(e.getMessage()).contains(word));
  }

  @Test
  void pagerDutyTriggersAcknowledgesAndResolvesOneAlert() throws Exception {
    IncidentChannel channel = channel(HttpRig.PAGERDUTY);
    channel.deliver(Notices.of("in-1", 1, Phase.OPENED), null);
    channel.deliver(Notices.of("in-1", 2, Phase.UPDATED), null);
    channel.deliver(Notices.of("in-1", 3, Phase.ACKNOWLEDGED), null);
    channel.deliver(Notices.of("in-1", 4, Phase.RESOLVED), null);
    List<String> actions = List.of("trigger", "trigger", "acknowledge", "resolve");
    for (int i = 0; i < actions.size(); i++) {
      String body = api.requests().get(i).body();
      assertTrue(body.contains("\"event_action\":\"" + actions.get(i) + "\""), body);
      assertTrue(body.contains("\"dedup_key\":\"in-1\""), body);
    }
  }

  @Test
  void pagerDutySaysWhatIsWrong() {
    DeliveryException e =
        refused(
            HttpRig.PAGERDUTY,
            Reply.of(400, "{\"message\":\"Event object is invalid\",\"errors\":[\"no source\"]}"));
    assertTrue(e.isPermanent());
    assertTrue(String.valueOf(e.getMessage()).contains("Event object is invalid, no source"));
  }

  @Test
  void jiraFindsItsAlertByAlias() throws Exception {
    IncidentChannel channel = channel(HttpRig.JIRA);
    String told = channel.deliver(Notices.of("in 1/a", 1, Phase.OPENED), null);
    told = channel.deliver(Notices.of("in 1/a", 2, Phase.UPDATED), told);
    told = channel.deliver(Notices.of("in 1/a", 2, Phase.UPDATED), told);
    told = channel.deliver(Notices.of("in 1/a", 3, Phase.ACKNOWLEDGED), told);
    channel.deliver(Notices.of("in 1/a", 4, Phase.RESOLVED), told);
    assertEquals(
        List.of(
            "POST /",
            "POST /",
            "POST /in%201%2Fa/notes?identifierType=alias",
            "POST /in%201%2Fa/acknowledge?identifierType=alias",
            "POST /in%201%2Fa/close?identifierType=alias"),
        paths());
    assertEquals("GenieKey " + HttpRig.SECRET, api.requests().get(0).header("Authorization"));
  }

  /** docs.splunk.com, "Troubleshoot HTTP Event Collector". */
  @ParameterizedTest
  @CsvSource({
    "403,1,false",
    "401,2,false",
    "403,4,false",
    "400,5,true",
    "400,6,true",
    "400,7,false",
    "500,8,false",
    "503,9,false",
    "400,12,true",
    "400,13,true",
    "400,15,true",
    "503,18,false",
    "503,23,false",
    "429,26,false"
  })
  void splunkCodes(int status, int code, boolean permanent) {
    String body = "{\"text\":\"said\",\"code\":" + code + ",\"invalid-event-number\":2}";
    DeliveryException e = refused(HttpRig.SPLUNK, Reply.of(status, body));
    assertEquals(permanent, e.isPermanent());
    assertTrue(String.valueOf(e.getMessage()).contains("code " + code + " said, event 2"));
  }

  @ParameterizedTest
  @CsvSource({
    "409,version_conflict_engine_exception,delivered",
    "400,mapper_parsing_exception,permanent",
    "400,document_parsing_exception,permanent",
    "429,es_rejected_execution_exception,passing",
    "403,cluster_block_exception,passing",
    "404,index_not_found_exception,passing",
    "503,unavailable_shards_exception,passing"
  })
  void openSearchItems(int status, String type, String outcome) throws Exception {
    IncidentChannel channel = channel(HttpRig.OPENSEARCH);
    String item =
        "{\"index\":{\"status\":%d,\"error\":{\"type\":\"%s\",\"reason\":\"x\"}}}"
            .formatted(status, type);
    api.answer(r -> Reply.of(200, "{\"errors\":true,\"items\":[" + item + "]}"));
    String came = "delivered";
    try {
      assertNull(channel.deliver(Notices.of("in-1", 1, Phase.OPENED), null));
    } catch (DeliveryException e) {
      came = e.isPermanent() ? "permanent" : "passing";
      assertTrue(String.valueOf(e.getMessage()).contains(type));
    }
    assertEquals(outcome, came);
  }

  @Test
  void openSearchTellsRepeatsByIdAndVersion() throws Exception {
    channel(HttpRig.OPENSEARCH).deliver(Notices.of("in-1", 3, Phase.UPDATED), null);
    String action =
        "{\"index\":{\"_index\":\"pubwatch-incidents\",\"_id\":\"in-1.pw-1\","
            + "\"version\":3,\"version_type\":\"external_gte\"}}\n";
    assertTrue(api.requests().get(0).body().startsWith(action), api.requests().get(0).body());
    api.forget();
    Map<String, String> every = Map.of("documents", "every", "body", "pubwatch");
    IncidentChannel channel = channel(HttpRig.OPENSEARCH, every);
    api.answer(r -> Reply.of(200, "{\"errors\":true,\"items\":[{\"create\":{\"status\":409}}]}"));
    channel.deliver(Notices.of("in-1", 3, Phase.UPDATED), null);
    String created = "{\"create\":{\"_index\":\"pubwatch-incidents\",\"_id\":\"in-1.3\"}}\n";
    assertTrue(api.requests().get(0).body().startsWith(created), api.requests().get(0).body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-ratelimit-reset", "ratelimit-reset"})
  void forgesSayWhenTheyMayBeAskedAgain(String header) {
    long reset = Instant.now().plusSeconds(600).getEpochSecond();
    Map<String, String> headers = Map.of("x-ratelimit-remaining", "0", header, "" + reset);
    DeliveryException e =
        refused(
            HttpRig.GITHUB, new Reply(403, "{\"message\":\"API rate limit exceeded\"}", headers));
    assertFalse(e.isPermanent());
    Duration wait = e.retryAfter();
    assertTrue(wait != null && wait.compareTo(Duration.ofMinutes(9)) > 0, "" + wait);
  }
}
