package dev.pubwatch.formats.registry;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.pubwatch.formats.json.RecordHash;
import dev.pubwatch.formats.json.WebhookFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * {@code dockerhub-webhook}: Docker Hub's push webhooks, and entries of its audit log, whole
 * answers or one by one.
 *
 * <p>Neither has an id, an address or a token. The webhook's {@code callback_url} is never called
 * and not kept.
 */
public final class DockerhubWebhook extends WebhookFormat {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("repo.tag.push", "release:publish"),
          Map.entry("repo.tag.delete", "release:yank"),
          Map.entry("repo.create", "project:create"),
          Map.entry("repo.delete", "repo:delete"),
          Map.entry("repo.change_visibility", "repo:make_public"),
          Map.entry("org.member.add", "member:add"),
          Map.entry("team.member.add", "member:add"),
          Map.entry("pat.create", "token:create"),
          Map.entry("pat.delete", "token:delete"),
          Map.entry("oat.create", "token:create"),
          Map.entry("oat.delete", "token:delete"));

  public DockerhubWebhook() {
    super("dockerhub-webhook", "Docker Hub: push webhooks, and entries of its audit log");
  }

  @Override
  protected Parsed map(Delivery delivery, FormatContext context) throws MalformedException {
    ObjectNode body = delivery.object();
    if (!body.path("logs").isArray()) {
      JsonFields in = new JsonFields(body);
      return Parsed.of(body.has("push_data") ? push(in, delivery, context) : entry(body, context));
    }
    List<SpecificRecord> events = new ArrayList<>();
    for (JsonNode entry : body.path("logs")) {
      if (!(entry instanceof ObjectNode object)) {
        throw new MalformedException("logs must be a list of objects");
      }
      events.add(entry(object, context));
    }
    return new Parsed.Events(events);
  }

  private static SpecificRecord push(JsonFields in, Delivery delivery, FormatContext context)
      throws MalformedException {
    JsonFields push = in.objectOrEmpty("push_data");
    JsonFields repository = in.objectOrEmpty("repository");
    String name = repository.requireText("repo_name");
    String tag = push.text("tag");
    Long seconds = push.count("pushed_at");
    Instant pushed =
        seconds == null || seconds > Long.MAX_VALUE / 1000
            ? null
            : Times.ofEpochMillis("push_data.pushed_at", seconds * 1000);
    EventTime time = EventTime.of(pushed, delivery.receivedAt(context), "push_data.pushed_at");
    EventDraft out =
        draft("push:" + RecordHash.of(name, tag, time.at()), time, "release:publish", context)
            .sourceAction("push")
            .project(PackageUrl.ofImage(name, null))
            .owner(repository.firstText("namespace", "owner"))
            .version(tag);
    out.actor().setId(push.text("pusher"));
    out.artifact().setName(name);
    out.attributes(repository, "is_private", "is_official", "is_trusted", "repo_url");
    return out.oddFields(in).publish();
  }

  private static SpecificRecord entry(ObjectNode record, FormatContext context)
      throws MalformedException {
    JsonFields in = new JsonFields(record);
    String action = in.requireText("action");
    EventTime time = EventTime.of(in, context, "timestamp");
    JsonFields data = in.objectOrEmpty("data");
    String word = word(action, data);
    EventDraft out =
        draft("audit:" + RecordHash.of(record), time, word, context)
            .sourceAction(action)
            .owner(in.text("account"))
            .version(data.text("tag"));
    String name = in.text("name");
    boolean image = action.startsWith("repo.");
    out.project(name == null || !image ? null : PackageUrl.ofImage(name, null));
    out.actor().setId(in.text("actor"));
    out.artifact().setDigest(data.text("digest"));
    out.attribute("name", name)
        .attribute("description", in.text("action_description"))
        .attribute("data", data.entries().isEmpty() ? null : in.raw("data"));
    out.oddFields(in);
    if (word.startsWith("token:")) {
      return out.token();
    }
    boolean ci = word.startsWith("member:") || word.startsWith("repo:");
    return ci ? out.ciEvent() : out.publish();
  }

  private static String word(String action, JsonFields data) {
    String word = WORDS.get(action);
    boolean becomesPrivate = Boolean.TRUE.equals(data.flag("is_private"));
    return word == null || (word.equals("repo:make_public") && becomesPrivate)
        ? Actions.other(action)
        : word;
  }

  private static EventDraft draft(String id, EventTime time, String action, FormatContext context) {
    @Nullable String given = context.source();
    return new EventDraft(
            "dockerhub:" + id, given == null ? "dockerhub" : given, time.at(), action, context)
        .attribute(EventTime.ATTRIBUTE, time.from());
  }
}
