package dev.pubwatch.notify.channels;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubwatch.events.Alert;
import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.IncidentChannel;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.Notice.Phase;
import dev.pubwatch.notify.Notices;
import dev.pubwatch.notify.channels.FakeApi.Reply;
import dev.pubwatch.notify.channels.FakeApi.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every channel that speaks HTTP promises to the worker, and to whoever runs it. */
class HttpChannelsTest {
  private static final Pattern RAW =
      Pattern.compile(
          "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

  private final FakeApi api = new FakeApi(r -> Reply.of(500, ""));
  private final List<IncidentChannel> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(IncidentChannel::close);
    api.close();
  }

  private IncidentChannel channel(HttpRig rig, Map<String, String> more) {
    IncidentChannel channel =
        Channels.of(rig.settings(api.url(), more), rig.environment(api.url())).get(0);
    open.add(channel);
    return channel;
  }

  private IncidentChannel channel(HttpRig rig) {
    api.answer(rig.well);
    return channel(rig, Map.of());
  }

  private static Notice opened() {
    return Notices.of("in-1", 1, Phase.OPENED);
  }

  @ParameterizedTest
  @EnumSource
  void nameIsTheOneOfTheSettings(HttpRig rig) {
    assertEquals("tried", channel(rig).name());
  }

  @ParameterizedTest
  @EnumSource
  void tellsEachPhaseOfAnIncident(HttpRig rig) throws Exception {
    IncidentChannel channel = channel(rig);
    String reference = null;
    int revision = 0;
    for (Phase phase : Phase.values()) {
      reference = channel.deliver(Notices.of("in-1", ++revision, phase), reference);
    }
    for (Request request : api.requests()) {
      assertTrue(request.body().length() <= rig.largest, request.path());
      checkJson(request.body());
    }
    assertFalse(api.requests().isEmpty());
  }

  /** Bodies are JSON, or a JSON object a line. */
  private static void checkJson(String body) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    for (String line : body.isEmpty() ? new String[0] : body.split("\n", -1)) {
      JsonNode node = line.isEmpty() ? mapper.createObjectNode() : mapper.readTree(line);
      assertTrue(node.isObject(), line);
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysWhatAPersonCanActOn(HttpRig rig) throws Exception {
    channel(rig).deliver(opened(), null);
    String body = api.requests().get(api.requests().size() - 1).body();
    for (String needed :
        List.of("install script added", "cred-0123456789abcdef", "evoke", "1.2.3")) {
      assertTrue(body.contains(needed), needed + " in " + body);
    }
  }

  /** Events API v2 takes no words with an acknowledgement or an end; a digest is no issue. */
  @ParameterizedTest
  @EnumSource
  void saysWhyItIsTold(HttpRig rig) throws Exception {
    IncidentChannel channel = channel(rig, Map.of("personal", "true"));
    api.answer(rig.well);
    String reference = channel.deliver(opened(), null);
    int revision = 1;
    for (Phase phase : Phase.values()) {
      boolean silent = phase == Phase.ACKNOWLEDGED || phase == Phase.RESOLVED;
      boolean issues = rig.type.equals("issues");
      if ((rig == HttpRig.PAGERDUTY && silent) || (issues && phase == Phase.DIGEST)) {
        continue;
      }
      api.forget();
      Notice notice = Notices.of("in-1", ++revision, phase);
      reference = channel.deliver(Notices.because(notice, "words of a person"), reference);
      assertTrue(
          api.requests().stream().anyMatch(r -> r.body().contains("words of a person")),
          rig + " " + phase + " " + api.requests());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsHostileIsShownAndDoesNothing(HttpRig rig) throws Exception {
    IncidentChannel channel = channel(rig);
    for (String text : Notices.HOSTILE) {
      Alert alert = Notices.hostile("pw-1", text);
      alert.setProject("github.com/acme/web");
      Notice notice = Notices.of("in-1", 1, Phase.OPENED, List.of(alert));
      channel.deliver(Notices.because(notice, text), null);
    }
    for (Request request : api.requests()) {
      checkJson(request.body());
      assertFalse(RAW.matcher(request.body()).find(), request.body());
    }
  }

  @ParameterizedTest
  @EnumSource
  void hugeNoticesKeepTheLimit(HttpRig rig) throws Exception {
    IncidentChannel channel = channel(rig);
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < Notice.MOST_ALERTS; i++) {
      Alert alert = Notices.hostile("pw-" + i, "\u5de6<&*".repeat(i == 0 ? 20_000 : 500));
      alert.setProject("github.com/acme/web");
      alerts.add(alert);
    }
    channel.deliver(Notices.of("in-1", 1, Phase.OPENED, alerts), null);
    for (Request request : api.requests()) {
      int bytes = request.body().getBytes(StandardCharsets.UTF_8).length;
      assertTrue(bytes <= rig.largest, bytes + " bytes");
      checkJson(request.body());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRepeatIsTheSame(HttpRig rig) throws Exception {
    IncidentChannel channel = channel(rig);
    channel.deliver(opened(), null);
    List<Request> first = api.requests();
    api.forget();
    channel.deliver(opened(), null);
    assertEquals(bodies(first), bodies(api.requests()));
  }

  private static List<String> bodies(List<Request> requests) {
    return requests.stream().map(r -> r.method() + r.path() + r.body()).toList();
  }

  @ParameterizedTest
  @EnumSource
  void deliveringDoesNotChangeTheNotice(HttpRig rig) throws Exception {
    Notice notice = opened();
    channel(rig).deliver(notice, null);
    assertEquals(opened(), notice);
  }

  @ParameterizedTest
  @EnumSource
  void personsAreLeftOutWhereAsked(HttpRig rig) throws Exception {
    api.answer(rig.well);
    channel(rig, Map.of("personal", "false")).deliver(opened(), null);
    for (Request request : api.requests()) {
      for (String person :
          List.of("mallory", "alice-b", "203.0.113.77", "2001:db8:7", "mail.example")) {
        assertFalse(request.body().contains(person), person + " in " + request.body());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReceiverThatIsBusyIsAskedLater(HttpRig rig) {
    for (int status : new int[] {429, 503}) {
      DeliveryException e = refused(rig, new Reply(status, "{}", Map.of("Retry-After", "7")));
      assertFalse(e.isPermanent(), rig + " " + status);
      assertEquals(Duration.ofSeconds(7), e.retryAfter());
      assertEquals(status, e.status());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatMayBeSetRightIsTriedAgain(HttpRig rig) {
    for (int status : new int[] {401, 403, 404, 500, 502}) {
      assertFalse(refused(rig, Reply.of(status, "{}")).isPermanent(), rig + " " + status);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatWillNeverDoIsNot(HttpRig rig) {
    assertTrue(refused(rig, Reply.of(413, "{}")).isPermanent());
  }

  /** Some receivers send the request back when they refuse it. */
  @ParameterizedTest
  @EnumSource
  void noSecretIsInAnyMessage(HttpRig rig) {
    String echo = HttpRig.SECRET;
    String body =
        "{\"error\":\"%s\",\"message\":\"%s\",\"text\":\"%s\",\"errors\":[\"%s\"]}"
            .formatted(echo, echo, echo, echo);
    for (int status : new int[] {200, 400, 403, 500}) {
      api.answer(r -> Reply.of(status, body));
      IncidentChannel channel = channel(rig, Map.of());
      String said = channel.toString();
      try {
        channel.deliver(opened(), null);
      } catch (DeliveryException e) {
        said += e + " " + e.getCause();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      assertFalse(said.contains(HttpRig.SECRET), said);
    }
  }

  @ParameterizedTest
  @EnumSource
  void redirectsAreNotFollowed(HttpRig rig) throws Exception {
    try (FakeApi other = new FakeApi(rig.well)) {
      Reply away = new Reply(307, "", Map.of("Location", other.url() + "/x"));
      DeliveryException e = refused(rig, away);
      assertTrue(e.isPermanent() || rig == HttpRig.SPLUNK, rig + ": " + e);
      assertEquals(List.of(), other.requests());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReceiverThatIsGoneIsTriedAgain(HttpRig rig) {
    IncidentChannel channel = channel(rig);
    api.close();
    DeliveryException e =
        assertThrows(DeliveryException.class, () -> channel.deliver(opened(), null));
    assertFalse(e.isPermanent());
  }

  @ParameterizedTest
  @EnumSource
  void loopbackIsRefusedUnlessItIsAllowed(HttpRig rig) {
    api.answer(rig.well);
    Map<String, String> settings = rig.settings(api.url(), Map.of());
    settings.remove("notifiers.allowed-networks");
    IncidentChannel channel = Channels.of(settings, rig.environment(api.url())).get(0);
    open.add(channel);
    DeliveryException e =
        assertThrows(DeliveryException.class, () -> channel.deliver(opened(), null));
    assertTrue(String.valueOf(e.getMessage()).contains("allowed-networks"), e.getMessage());
    assertEquals(List.of(), api.requests());
  }

  @ParameterizedTest
  @EnumSource
  void hostsThatAreNotAllowedAreAFault(HttpRig rig) {
    Map<String, String> settings = rig.settings(api.url(), Map.of());
    settings.put("notifiers.allowed-hosts", "example.org");
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Channels.of(settings, rig.environment(api.url())));
    assertTrue(String.valueOf(e.getMessage()).contains("127.0.0.1"), e.getMessage());
    assertFalse(String.valueOf(e.getMessage()).contains(HttpRig.SECRET), e.getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void closingTwiceIsHarmless(HttpRig rig) {
    IncidentChannel channel = channel(rig);
    channel.close();
    assertDoesNotThrow(channel::close);
  }

  private DeliveryException refused(HttpRig rig, Reply reply) {
    api.answer(r -> reply);
    IncidentChannel channel = channel(rig, Map.of());
    return assertThrows(DeliveryException.class, () -> channel.deliver(opened(), null));
  }
}
