package dev.pubwatch.formats.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.Actions;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.PackageUrl;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.Times;
import dev.pubwatch.formats.json.Delivery;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.EventTime;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.WebhookFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;

/**
 * {@code harbor-webhook}: Harbor's webhooks in its own form and as CloudEvents, an event for each
 * image they name. Harbor records no address and no client anywhere.
 */
public final class HarborWebhook extends WebhookFormat {

  public HarborWebhook() {
    super("harbor-webhook", "Harbor's webhooks, in its default form or as CloudEvents");
  }

  @Override
  protected Parsed map(Delivery delivery, FormatContext context) throws MalformedException {
    ObjectNode body = delivery.object();
    JsonFields in = new JsonFields(body);
    String type = in.requireText("type");
    boolean cloudEvent = in.has("specversion");
    JsonFields data = in.objectOrEmpty(cloudEvent ? "data" : "event_data");
    EventTime time = time(in, cloudEvent, delivery, context);
    String given = cloudEvent ? in.text("id") : null;
    String id = "harbor-hook:" + (given == null ? delivery.id() : given);
    List<JsonFields> resources = data.objects("resources");
    if (resources.isEmpty()) {
      EventDraft out = draft(in, type, data, id, time, context);
      return Parsed.of(out.oddFields(in).publish());
    }
    List<SpecificRecord> events = new ArrayList<>();
    for (JsonFields resource : resources) {
      String one = resources.size() == 1 ? id : id + "#" + events.size();
      EventDraft out = draft(in, type, data, one, time, context);
      resource(data, resource, out);
      out.oddFields(in);
      events.add(out.action().equals("token:use") ? out.token() : out.publish());
    }
    return new Parsed.Events(events);
  }

  private static EventTime time(
      JsonFields in, boolean cloudEvent, Delivery delivery, FormatContext context)
      throws MalformedException {
    if (cloudEvent) {
      return EventTime.of(in, delivery.receivedAt(context), "time");
    }
    Long seconds = in.count("occur_at");
    Instant own =
        seconds == null || seconds > Long.MAX_VALUE / 1000
            ? null
            : Times.ofEpochMillis("occur_at", seconds * 1000);
    return EventTime.of(own, delivery.receivedAt(context), "occur_at");
  }

  private static EventDraft draft(
      JsonFields in,
      String type,
      JsonFields data,
      String id,
      EventTime time,
      FormatContext context) {
    String given = context.source();
    EventDraft out =
        new EventDraft(id, given == null ? "harbor" : given, time.at(), word(type), context)
            .sourceAction(type)
            .owner(data.objectOrEmpty("repository").text("namespace"));
    HarborActors.fill(in.text("operator"), out);
    return out.attribute(EventTime.ATTRIBUTE, time.from())
        .attribute("repo_type", data.objectOrEmpty("repository").text("repo_type"))
        .attribute("request_id", in.text("requestid"));
  }

  private static String word(String type) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "push_artifact", "harbor.artifact.pushed" -> "release:publish";
      case "pull_artifact", "harbor.artifact.pulled" -> "token:use";
      case "delete_artifact", "harbor.artifact.deleted" -> "release:yank";
      default -> Actions.other(type);
    };
  }

  private static void resource(JsonFields data, JsonFields resource, EventDraft out) {
    String url = resource.text("resource_url");
    String repository = data.objectOrEmpty("repository").text("repo_full_name");
    int slash = url == null ? -1 : url.indexOf('/');
    String registry = url == null || slash < 0 ? null : url.substring(0, slash);
    out.project(repository == null ? null : PackageUrl.ofImage(repository, registry));
    String tag = resource.text("tag");
    out.version(tag == null ? resource.text("digest") : tag);
    out.artifact().setName(repository);
    out.artifact().setDigest(resource.text("digest"));
    out.attribute("resource_url", url);
  }
}
