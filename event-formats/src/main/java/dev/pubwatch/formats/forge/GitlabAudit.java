package dev.pubwatch.formats.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.formats.Addresses;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.json.Delivery;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.EventTime;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.RecordHash;
import dev.pubwatch.formats.json.WebhookFormat;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * {@code gitlab-audit}: GitLab's audit events from its REST API, its stream or {@code
 * audit_json.log}, and its webhooks.
 *
 * <p>The three forms nest differently: what lies under {@code details} is merged in. Older events
 * have no {@code event_type}; their message or change is their name then. A display name is not
 * unique, so that the actor's id is {@code user/<number>} and the name an attribute.
 */
public final class GitlabAudit extends WebhookFormat {
  private static final Set<String> READ =
      Set.of(
          "id",
          "created_at",
          "time",
          "event_type",
          "event_name",
          "author_id",
          "author_class",
          "ip_address",
          "meta.remote_ip",
          "entity_path",
          "entity_type",
          "severity");

  public GitlabAudit() {
    super(
        "gitlab-audit",
        "GitLab's audit events (REST, stream, audit_json.log) and its webhooks, bare or enveloped");
  }

  @Override
  protected Parsed map(Delivery delivery, FormatContext context) throws MalformedException {
    ObjectNode body = delivery.object();
    if (body.hasNonNull("object_kind") || isSystemHook(body)) {
      return Parsed.of(GitlabHooks.map(delivery, new JsonFields(body), context));
    }
    JsonFields in = new JsonFields(body).mergedWith("details");
    String type = in.firstText("event_type", "event_name");
    type = type == null ? delivery.header("x-gitlab-audit-event-type") : type;
    String name = type != null ? type : oldName(in);
    if (name == null || !(in.has("author_id") || in.has("entity_id") || in.has("entity_type"))) {
      throw new MalformedException(
          "not an audit event: expected author_id or entity_id, and event_type, custom_message or"
              + " change");
    }
    String entity = in.text("entity_path");
    String id = in.text("id");
    EventTime time = EventTime.of(in, delivery.receivedAt(context), "created_at", "time");
    EventDraft out =
        new EventDraft(
                source(context) + ":" + (id == null ? RecordHash.of(body) : id),
                source(context),
                time.at(),
                GitlabActions.map(name, in),
                context)
            .sourceAction(name)
            .project(isProject(in) && entity != null ? host(context) + entity : null)
            .owner(entity == null ? null : entity.split("/", 2)[0]);
    actor(in, out);
    out.origin().setIp(Addresses.canonical(in.firstText("ip_address", "meta.remote_ip")));
    out.attribute(EventTime.ATTRIBUTE, time.from())
        .attribute("entity", entity)
        .otherAttributes(in, READ)
        .oddFields(in);
    return Parsed.of(kind(out));
  }

  /** Ids count from 1 in each GitLab: the source's name sets several apart. */
  private static String source(FormatContext context) {
    return context.source() == null ? "gitlab" : context.source();
  }

  private static boolean isSystemHook(ObjectNode body) {
    return body.hasNonNull("event_name") && !body.hasNonNull("author_id");
  }

  private static SpecificRecord kind(EventDraft out) {
    String action = out.action();
    if (action.startsWith("release:")) {
      return out.publish();
    }
    return action.startsWith("token:") || action.startsWith("login:") || action.startsWith("mfa:")
        ? out.token()
        : out.ciEvent();
  }

  /** The host is in no audit event: the operator names it as {@code source: gitlab:git.example}. */
  static String host(FormatContext context) {
    String source = context.source();
    int colon = source == null ? -1 : source.indexOf(':');
    return source == null || colon < 0 ? "gitlab/" : source.substring(colon + 1) + "/";
  }

  private static boolean isProject(JsonFields in) {
    return "Project".equals(in.text("entity_type"));
  }

  /** {@code change email address} or the message of an event from before there were types. */
  private static @Nullable String oldName(JsonFields in) {
    JsonNode message = in.raw("custom_message");
    if (message.isTextual() && !message.textValue().isBlank()) {
      return message.textValue();
    }
    for (String verb : new String[] {"change", "add", "remove", "with", "failed_login"}) {
      String what = in.text(verb);
      if (what != null) {
        return verb + " " + what;
      }
    }
    return null;
  }

  private static void actor(JsonFields in, EventDraft out) {
    String id = in.text("author_id");
    String name = in.text("author_name");
    String kind = in.text("author_class");
    boolean person = id != null && !id.startsWith("-");
    out.actor().setId(person ? "user/" + id : name == null ? id : name);
    out.actor()
        .setKind(
            kind != null && !kind.equals("User")
                ? ActorKind.service
                : person ? ActorKind.user : ActorKind.unknown);
    out.attribute("author_class", kind);
    out.credential()
        .setKind(
            switch (kind == null ? "" : kind) {
              case "DeployKey" -> CredentialKind.ssh_key;
              case "DeployToken" -> CredentialKind.api_token;
              case "CiJobToken" -> CredentialKind.oidc;
              default -> CredentialKind.unknown;
            });
  }
}
