package dev.pubwatch.notify.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.IncidentChannel;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.channels.ChannelSettings;
import dev.pubwatch.notify.safe.Answer;
import dev.pubwatch.notify.safe.Caller;
import dev.pubwatch.notify.safe.Refusals;
import dev.pubwatch.notify.safe.Secret;
import dev.pubwatch.notify.siem.Json;
import java.net.URI;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Triggers, acknowledges and resolves through Events API v2. The incident's id is the {@code
 * dedup_key}, so repeats and updates go to the alert that is there and page nobody anew.
 */
public final class PagerDutyChannel implements IncidentChannel {
  private static final String EVENTS = "https://events.pagerduty.com/v2/enqueue";
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  private final String name;
  private final Caller caller;
  private final Secret routingKey;
  private final @Nullable URI console;

  private PagerDutyChannel(String name, Caller caller, Secret routingKey, @Nullable URI console) {
    this.name = name;
    this.caller = caller;
    this.routingKey = routingKey;
    this.console = console;
  }

  /** {@code routing-key-file}; {@code url} for the European region. */
  public static PagerDutyChannel of(ChannelSettings settings) {
    Secret routingKey = settings.requiredSecret("routing-key");
    URI url = settings.address("url", EVENTS);
    SSLContext trust = settings.trust();
    settings.done();
    return new PagerDutyChannel(
        settings.name(), settings.caller("url", url, trust), routingKey, settings.console());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public @Nullable String deliver(Notice notice, @Nullable String reference)
      throws DeliveryException, InterruptedException {
    byte[] body = Json.bytes(PagerDutyEvent.of(notice, console, routingKey));
    Answer answer = caller.call("POST", "", JSON, body);
    if (!answer.isSuccess()) {
      throw Refusals.of(caller.host(), answer, reason(answer));
    }
    return null;
  }

  private String reason(Answer answer) {
    JsonNode said = Json.answer(answer.body());
    String first = said.path("errors").path(0).asText("");
    return routingKey.masked(
        said.path("message").asText("") + (first.isEmpty() ? "" : ", " + first));
  }

  @Override
  public void close() {
    caller.close();
  }
}
