package dev.pubwatch.notify.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.IncidentChannel;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.channels.ChannelSettings;
import dev.pubwatch.notify.safe.Answer;
import dev.pubwatch.notify.safe.Caller;
import dev.pubwatch.notify.safe.Refusals;
import dev.pubwatch.notify.safe.Secret;
import dev.pubwatch.notify.siem.Body;
import dev.pubwatch.notify.siem.Document;
import dev.pubwatch.notify.siem.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to an HTTP Event Collector, one call a notice. Splunk keeps all it is sent; {@code
 * incident_id} and {@code revision} are indexed fields, so {@code | dedup} tells repeats.
 */
public final class SplunkChannel implements IncidentChannel {
  private static final String COLLECTOR = "/services/collector/event";
  private static final int MAX_BYTES = 100_000;

  /** The collector's codes for what is wrong with the events themselves. */
  private static final Set<Integer> PERMANENT = Set.of(5, 6, 12, 13, 15);

  private final String name;
  private final Caller caller;
  private final Secret token;
  private final Body body;
  private final @Nullable String index;

  private SplunkChannel(
      String name, Caller caller, Secret token, Body body, @Nullable String index) {
    this.name = name;
    this.caller = caller;
    this.token = token;
    this.body = body;
    this.index = index;
  }

  /**
   * {@code url} without a path, {@code token-file}; {@code index} and {@code body} may be chosen.
   */
  public static SplunkChannel of(ChannelSettings settings) {
    URI url = settings.address("url", null);
    Secret token = settings.requiredSecret("token");
    Body body = settings.choice("body", Body.class);
    String index = settings.text("index");
    SSLContext trust = settings.trust();
    settings.done();
    return new SplunkChannel(
        settings.name(), settings.caller("url", url, trust), token, body, index);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public @Nullable String deliver(Notice notice, @Nullable String reference)
      throws DeliveryException, InterruptedException {
    List<Document> documents = body.documents(notice, MAX_BYTES);
    StringBuilder events = new StringBuilder();
    for (Document document : documents) {
      events.append(Json.text(event(notice, document))).append('\n');
    }
    Map<String, String> headers =
        Map.of("authorization", "Splunk " + token.value(), "content-type", "application/json");
    byte[] bytes = events.toString().getBytes(StandardCharsets.UTF_8);
    judge(caller.call("POST", COLLECTOR, headers, bytes));
    return null;
  }

  private ObjectNode event(Notice notice, Document document) {
    ObjectNode event =
        Json.object()
            .put("time", document.time().toEpochMilli() / 1000.0)
            .put("source", "pubwatch")
            .put("sourcetype", "pubwatch:" + body.name().toLowerCase(Locale.ROOT));
    if (index != null) {
      event.put("index", index);
    }
    event.set(
        "fields",
        Json.object()
            .put("incident_id", notice.incidentId())
            .put("document_id", document.id())
            .put("revision", notice.revision()));
    event.set("event", document.json());
    return event;
  }

  private void judge(Answer answer) throws DeliveryException {
    JsonNode said = Json.answer(answer.body());
    int code = said.path("code").asInt(-1);
    if (answer.isSuccess() && code <= 0) {
      return;
    }
    JsonNode number = said.path("invalid-event-number");
    String which = number.isInt() ? ", event " + number.asInt() : "";
    String why = token.masked("code " + code + " " + said.path("text").asText("") + which);
    throw PERMANENT.contains(code) || answer.status() == 413
        ? Refusals.permanent(caller.host(), answer, why)
        : Refusals.passing(caller.host(), answer, why);
  }

  @Override
  public void close() {
    caller.close();
  }
}
