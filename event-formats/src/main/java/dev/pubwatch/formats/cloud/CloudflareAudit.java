package dev.pubwatch.formats.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.formats.Actions;
import dev.pubwatch.formats.Addresses;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.Times;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.EventTime;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.JsonFormat;
import dev.pubwatch.formats.json.Origins;
import dev.pubwatch.formats.json.RecordHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * {@code cloudflare-audit}: Cloudflare's audit log, version 2 of the REST API (whole answers or
 * their entries), version 1, and both Logpush datasets.
 *
 * <p>Times of Logpush are text or nanoseconds, as the job was set.
 */
public final class CloudflareAudit extends JsonFormat {
  private static final Set<String> READ =
      Set.of(
          "id",
          "AuditLogID",
          "ID",
          "action",
          "ActionType",
          "ActionTimestamp",
          "When",
          "when",
          "actor",
          "ActorEmail",
          "ActorID",
          "ActorIP",
          "ActorIPAddress",
          "ActorType",
          "raw",
          "Raw");

  public CloudflareAudit() {
    super(
        "cloudflare-audit",
        "Cloudflare's audit log: answers of the REST API, their entries, or Logpush files",
        Framing.JSON);
  }

  @Override
  protected Parsed map(ObjectNode record, FormatContext context) throws MalformedException {
    if (!record.path("result").isArray()) {
      return Parsed.of(entry(record, context));
    }
    List<SpecificRecord> events = new ArrayList<>();
    for (JsonNode entry : record.path("result")) {
      if (!(entry instanceof ObjectNode object)) {
        throw new MalformedException("result must be a list of objects");
      }
      events.add(entry(object, context));
    }
    return new Parsed.Events(events);
  }

  private static SpecificRecord entry(ObjectNode record, FormatContext context)
      throws MalformedException {
    JsonFields in = new JsonFields(record);
    JsonFields act = in.objectOrEmpty("action");
    String type = act.has("type") ? act.requireText("type") : in.requireText("ActionType");
    JsonFields resource = in.objectOrEmpty("resource");
    String product = resource.firstText("product", "type");
    product = product != null ? product : in.firstText("ResourceProduct", "ResourceType");
    boolean failed = isFailure(act.has("result") ? act.text("result") : in.text("ActionResult"));
    EventTime time = EventTime.of(time(in, act), context.ingestedAt(), "action.time or when");
    String id = in.firstText("id", "AuditLogID", "ID");
    String account = in.objectOrEmpty("account").firstText("name", "id");
    EventDraft out =
        new EventDraft(
                "cloudflare:" + (id == null ? RecordHash.of(record) : id),
                context.source() == null ? "cloudflare" : context.source(),
                time.at(),
                word(type, product == null ? "" : product, failed),
                context)
            .sourceAction(product == null ? type : product + "." + type)
            .owner(account == null ? in.firstText("AccountName", "AccountID", "OwnerID") : account);
    actor(in, out);
    origin(in, out);
    out.attribute(EventTime.ATTRIBUTE, time.from())
        .attribute("result", act.text("result"))
        .attribute("description", act.text("description"))
        .otherAttributes(in, READ)
        .oddFields(in);
    boolean token = out.action().startsWith("token:") || out.action().startsWith("login:");
    return token || out.action().startsWith("mfa:") ? out.token() : out.ciEvent();
  }

  /** RFC 3339 text, or nanoseconds as Logpush counts them. */
  private static @Nullable Instant time(JsonFields in, JsonFields act) throws MalformedException {
    Instant own = act.time("time");
    for (String name : List.of("when", "When", "ActionTimestamp")) {
      JsonNode value = in.raw(name);
      if (own == null && value.isIntegralNumber() && value.canConvertToLong()) {
        own = Times.ofEpochMillis(name, value.longValue() / 1_000_000);
      } else if (own == null) {
        own = in.time(name);
      }
    }
    return own;
  }

  private static boolean isFailure(@Nullable String result) {
    return result != null && (result.equals("failure") || result.equals("false"));
  }

  private static String word(String actionType, String resource, boolean failed) {
    String type = actionType.toLowerCase(Locale.ROOT);
    String product = resource.toLowerCase(Locale.ROOT);
    String other = Actions.other(product.isEmpty() ? type : product + "." + type);
    if (type.contains("login")) {
      return failed ? "login:failure" : "login:success";
    }
    if (failed) {
      return other;
    }
    boolean creates = type.contains("create") || type.equals("add");
    boolean deletes = type.contains("delete") || type.contains("revoke") || type.equals("remove");
    if (product.contains("token") || type.contains("token") || type.contains("api_key")) {
      boolean renews = type.contains("rotate") || type.contains("roll");
      return creates || renews ? "token:create" : deletes ? "token:delete" : other;
    }
    if (product.contains("member")) {
      return creates ? "member:add" : other;
    }
    if (product.contains("two_factor") || product.contains("2fa") || type.contains("two_factor")) {
      return deletes || type.contains("disable") ? "mfa:disable" : other;
    }
    if (product.contains("secret")) {
      return creates ? "secret:create" : type.contains("update") ? "secret:update" : other;
    }
    return product.contains("logpush") ? "audit_log:change" : other;
  }

  private static void actor(JsonFields in, EventDraft out) {
    JsonFields actor = in.objectOrEmpty("actor");
    String id = actor.firstText("email", "id");
    out.actor().setId(id == null ? in.firstText("ActorEmail", "ActorID") : id);
    String type = actor.has("type") ? actor.text("type") : in.text("ActorType");
    boolean user = "user".equalsIgnoreCase(type);
    out.actor()
        .setKind(type == null ? ActorKind.unknown : user ? ActorKind.user : ActorKind.service);
    String token = actor.text("token_id");
    token = token == null ? in.objectOrEmpty("ActorTokenDetails").text("id") : token;
    String context = actor.has("context") ? actor.text("context") : in.text("ActorContext");
    out.credential().setId(token == null ? null : "cloudflare-token/" + token);
    out.credential()
        .setKind(
            token != null
                ? CredentialKind.api_token
                : "dash".equals(context) ? CredentialKind.session : CredentialKind.unknown);
    out.attribute("credential_name", actor.text("token_name")).attribute("context", context);
  }

  private static void origin(JsonFields in, EventDraft out) {
    JsonFields actor = in.objectOrEmpty("actor");
    String ip = actor.firstText("ip_address", "ip");
    out.origin()
        .setIp(Addresses.canonical(ip == null ? in.firstText("ActorIPAddress", "ActorIP") : ip));
    JsonFields raw = in.objectOrEmpty(in.has("raw") ? "raw" : "Raw");
    Origins.userAgent(out.origin(), raw.text("user_agent"));
    out.attribute("method", raw.text("method"))
        .attribute("uri", raw.text("uri"))
        .attribute("status", raw.text("status_code"))
        .attribute("ray", raw.text("cf_ray_id"));
  }
}
