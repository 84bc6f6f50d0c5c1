package dev.pubwatch.notify.jira;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.Severity;
import dev.pubwatch.formats.Text;
import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.IncidentChannel;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.channels.ChannelSettings;
import dev.pubwatch.notify.message.Escapes;
import dev.pubwatch.notify.message.Fit;
import dev.pubwatch.notify.message.NoticeText;
import dev.pubwatch.notify.message.Template;
import dev.pubwatch.notify.safe.Answer;
import dev.pubwatch.notify.safe.Caller;
import dev.pubwatch.notify.safe.Refusals;
import dev.pubwatch.notify.safe.Secret;
import dev.pubwatch.notify.siem.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Alerts of Jira Service Management through its integration events API, which Opsgenie's customers
 * know. The incident's id is the {@code alias}: an alert of it that is open is counted up and pages
 * nobody anew, and notes, acknowledgement and closing find it by that name.
 */
public final class JiraChannel implements IncidentChannel {
  static final int MAX_MESSAGE = 130;
  static final int MAX_ALIAS = 512;
  static final int MAX_DESCRIPTION = 15_000;
  static final int MAX_NOTE = 25_000;
  private static final int MAX_ENTITY = 512;
  private static final int MAX_TAG = 50;
  private static final String API = "https://api.atlassian.com/jsm/ops/integration/v2/alerts";
  private static final String BY_ALIAS = "?identifierType=alias";

  private final String name;
  private final Caller caller;
  private final Secret key;
  private final List<String> tags;
  private final Template template;
  private final @Nullable URI console;

  private JiraChannel(
      String name,
      Caller caller,
      Secret key,
      List<String> tags,
      Template template,
      @Nullable URI console) {
    this.name = name;
    this.caller = caller;
    this.key = key;
    this.tags = tags;
    this.template = template;
    this.console = console;
  }

  /** {@code api-key-file}: the key of an API integration of the team that is to be told. */
  public static JiraChannel of(ChannelSettings settings) {
    Template template = settings.template("template-file", JiraChannel.class, "alert.txt");
    Secret key = settings.requiredSecret("api-key");
    URI url = settings.address("url", API);
    List<String> tags = settings.texts("tags");
    SSLContext trust = settings.trust();
    settings.done();
    Caller caller = settings.caller("url", url, trust);
    return new JiraChannel(settings.name(), caller, key, tags, template, settings.console());
  }

  @Override
  public String name() {
    return name;
  }

  /** The reference is the revision that was told last, so that a repeat adds no second note. */
  @Override
  public @Nullable String deliver(Notice notice, @Nullable String reference)
      throws DeliveryException, InterruptedException {
    String told = Integer.toString(notice.revision());
    if (told.equals(reference)) {
      return told;
    }
    NoticeText text = new NoticeText(notice, console);
    switch (notice.phase()) {
      case OPENED, DIGEST -> post("", created(notice, text));
      case UPDATED, ESCALATED -> {
        post("", created(notice, text));
        post("/" + alias(notice) + "/notes" + BY_ALIAS, note(text, false));
      }
      case ACKNOWLEDGED -> post("/" + alias(notice) + "/acknowledge" + BY_ALIAS, note(text, true));
      case RESOLVED -> post("/" + alias(notice) + "/close" + BY_ALIAS, note(text, true));
    }
    return told;
  }

  private static String alias(Notice notice) {
    String alias = Text.bound(notice.incidentId(), MAX_ALIAS);
    return URLEncoder.encode(alias, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private ObjectNode created(Notice notice, NoticeText text) {
    String project = String.valueOf(notice.alert().getProject());
    ObjectNode alert =
        Json.object()
            .put("message", Text.bound(text.subject(), MAX_MESSAGE))
            .put("alias", Text.bound(notice.incidentId(), MAX_ALIAS))
            .put("description", Fit.characters(template, text, Escapes.PLAIN, MAX_DESCRIPTION))
            .put("entity", Text.bound(project, MAX_ENTITY))
            .put("source", "pubwatch")
            .put("priority", priority(notice.severity()));
    ArrayNode all = Json.array().add("pubwatch").add(text.severity());
    tags.forEach(tag -> all.add(Text.bound(tag, MAX_TAG)));
    alert.set("tags", all);
    return alert;
  }

  private ObjectNode note(NoticeText text, boolean brief) {
    String note = brief ? text.update() : Fit.characters(template, text, Escapes.PLAIN, MAX_NOTE);
    return Json.object().put("source", "pubwatch").put("note", note);
  }

  private void post(String below, ObjectNode body) throws DeliveryException, InterruptedException {
    Map<String, String> headers =
        Map.of("content-type", "application/json", "authorization", "GenieKey " + key.value());
    Answer answer = caller.call("POST", below, headers, Json.bytes(body));
    if (!answer.isSuccess()) {
      String why = Json.answer(answer.body()).path("message").asText("");
      throw Refusals.of(caller.host(), answer, key.masked(why));
    }
  }

  private static String priority(Severity severity) {
    return switch (severity) {
      case critical -> "P1";
      case high -> "P2";
      case medium -> "P3";
      case low, unknown -> "P4";
      case info -> "P5";
    };
  }

  @Override
  public void close() {
    caller.close();
  }
}
