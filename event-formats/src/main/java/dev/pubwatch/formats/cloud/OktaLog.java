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
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.EventTime;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.JsonFormat;
import dev.pubwatch.formats.json.Origins;
import dev.pubwatch.formats.json.RecordHash;
import dev.pubwatch.formats.json.Spelling;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code okta-log}: Okta's System Log.
 *
 * <p>Some pipelines write every name in lower case: both spellings are read. Okta names a country
 * in words, which stays an attribute.
 */
public final class OktaLog extends JsonFormat {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("system.api_token.create", "token:create"),
          Map.entry("system.api_token.revoke", "token:delete"),
          Map.entry("app.oauth2.client.lifecycle.create", "token:create"),
          Map.entry("app.oauth2.client.lifecycle.delete", "token:delete"),
          Map.entry("user.mfa.factor.deactivate", "mfa:disable"),
          Map.entry("user.mfa.factor.reset_all", "mfa:disable"),
          Map.entry("user.mfa.factor.suspend", "mfa:disable"),
          Map.entry("group.user_membership.add", "member:add"),
          Map.entry("user.account.privilege.grant", "member:add"),
          Map.entry("system.log_stream.lifecycle.create", "audit_log:change"),
          Map.entry("system.log_stream.lifecycle.update", "audit_log:change"),
          Map.entry("system.log_stream.lifecycle.deactivate", "audit_log:change"),
          Map.entry("system.log_stream.lifecycle.delete", "audit_log:change"),
          Map.entry("application.user_membership.show_password", "secret:read"));

  private static final Set<String> SIGN_INS =
      Set.of("user.session.start", "user.authentication.auth_via_mfa", "user.authentication.sso");

  private static final Set<String> READ =
      Set.of(
          "published",
          "uuid",
          "eventType",
          "actor",
          "client",
          "authenticationContext",
          "securityContext",
          "version",
          "p_log_type",
          "p_parse_time",
          "p_row_id",
          "p_any_ip_addresses",
          "p_any_domain_names");

  private static final Spelling NAMES =
      new Spelling(
          "eventType",
          "legacyEventType",
          "displayMessage",
          "authenticationContext",
          "securityContext",
          "debugContext");

  /** A field of the results that an analysis of the log writes. */
  private static final String ANOMALY = "anomaly_severity_score";

  public OktaLog() {
    super("okta-log", "Okta's System Log: an array, or JSON lines", Framing.JSON);
  }

  @Override
  protected Parsed map(ObjectNode record, FormatContext context) throws MalformedException {
    JsonFields in = new JsonFields(NAMES.restore(record));
    if (!in.has("eventType") && in.has(ANOMALY)) {
      return anomaly(in, record, context);
    }
    String type = in.requireText("eventType");
    EventTime time = EventTime.of(in, context, "published", "p_event_time");
    String id = in.text("uuid");
    String result = in.objectOrEmpty("outcome").text("result");
    EventDraft out =
        new EventDraft(
                "okta:" + (id == null ? RecordHash.of(record) : id),
                context.source() == null ? "okta" : context.source(),
                time.at(),
                word(type, result == null ? in.text("result") : result),
                context)
            .sourceAction(type);
    actor(in, out);
    origin(in, out);
    credential(in, type, context, out);
    out.attribute(EventTime.ATTRIBUTE, time.from()).otherAttributes(in, READ).oddFields(in);
    boolean ci = out.action().startsWith("member:") || out.action().startsWith("audit_log:");
    return Parsed.of(ci ? out.ciEvent() : out.token());
  }

  /** What an analysis of the log found, mixed into the same file: kept, never judged. */
  private static Parsed anomaly(JsonFields in, ObjectNode record, FormatContext context)
      throws MalformedException {
    EventTime time =
        EventTime.of(
            in,
            context,
            "detection_timestamp",
            "recent_policy_last_event",
            "recent_enrollment_last_event");
    EventDraft out =
        new EventDraft(
                "okta:" + RecordHash.of(record),
                context.source() == null ? "okta" : context.source(),
                time.at(),
                "other:",
                context)
            .otherAction("anomaly");
    out.actor().setId(in.firstText("user_email", "admin_email"));
    out.attribute(EventTime.ATTRIBUTE, time.from()).otherAttributes(in, Set.of()).oddFields(in);
    return Parsed.of(out.token());
  }

  /** A refused call has no word but {@code login:failure}. */
  private static String word(String type, @Nullable String result) {
    boolean failed = "FAILURE".equals(result) || "DENY".equals(result);
    if (SIGN_INS.contains(type)) {
      return failed ? "login:failure" : "login:success";
    }
    String word = WORDS.get(type);
    return word == null || failed ? Actions.other(type) : word;
  }

  private static void actor(JsonFields in, EventDraft out) {
    JsonFields actor = in.objectOrEmpty("actor");
    String login = actor.firstText("alternateId", "id", "displayName");
    out.actor().setId(login == null ? in.text("actorId") : login);
    String type = actor.text("type");
    boolean known = type != null;
    out.actor()
        .setKind(
            !known ? ActorKind.unknown : "User".equals(type) ? ActorKind.user : ActorKind.service);
    out.attribute("actor_name", actor.text("displayName")).attribute("actor_id", actor.text("id"));
  }

  private static void origin(JsonFields in, EventDraft out) {
    JsonFields client = in.objectOrEmpty("client");
    String address = client.text("ipAddress");
    out.origin().setIp(Addresses.canonical(address == null ? in.text("sourceIP") : address));
    JsonNode agent = client.raw("userAgent");
    Origins.userAgent(
        out.origin(),
        agent.isTextual()
            ? agent.textValue()
            : client.objectOrEmpty("userAgent").text("rawUserAgent"));
    JsonFields where = client.objectOrEmpty("geographicalContext");
    Origins.country(out.origin(), where.text("country"));
    out.attribute("country", where.text("country"))
        .attribute("city", where.text("city"))
        .attribute("device", client.text("device"))
        .attribute("zone", client.text("zone"));
    JsonFields security = in.objectOrEmpty("securityContext");
    out.origin().setAsn(security.count("asNumber"));
    out.origin().setAsOrg(security.text("asOrg"));
    out.attribute("is_proxy", security.text("isProxy")).attribute("isp", security.text("isp"));
  }

  /** The session's id is what a stolen session is followed by: only its hash is kept. */
  private static void credential(
      JsonFields in, String type, FormatContext context, EventDraft out) {
    String session = in.objectOrEmpty("authenticationContext").text("externalSessionId");
    if (session != null && !session.equals("unknown")) {
      out.credential().setId(context.hasher().hash(session));
      out.credential().setKind(CredentialKind.session);
    } else if (type.startsWith("system.api_token.")) {
      out.credential().setKind(CredentialKind.api_token);
    }
  }
}
