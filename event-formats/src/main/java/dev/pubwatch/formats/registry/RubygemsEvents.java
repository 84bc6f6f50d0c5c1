package dev.pubwatch.formats.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.formats.Actions;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.PackageUrl;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.Redactor;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.JsonFormat;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * {@code rubygems-events}: rows of RubyGems.org's {@code events_rubygem_events}, {@code
 * events_user_events} and {@code events_organization_events}.
 *
 * <p>A row names its gem and user by ids: the query that reads it joins {@code gem}, {@code user},
 * {@code ip_address} and {@code pusher_api_key_id}. RubyGems records no failed sign-in.
 */
public final class RubygemsEvents extends JsonFormat {
  private static final Map<String, String> WORDS =
      Map.of(
          "rubygem:version:pushed", "release:publish",
          "rubygem:version:yanked", "release:yank",
          "rubygem:owner:added", "owner:add",
          "rubygem:owner:removed", "owner:remove",
          "user:login:success", "login:success",
          "user:api_key:created", "token:create",
          "user:api_key:deleted", "token:delete",
          "user:api_key:cache_exposure_revoked", "token:exposed");

  private static final Set<String> READ =
      Set.of(
          "number",
          "sha256",
          "pushed_by",
          "yanked_by",
          "actor_gid",
          "api_key_gid",
          "scopes",
          "geoip_info",
          "user_agent_info");

  public RubygemsEvents() {
    super(
        "rubygems-events",
        "RubyGems.org: rows of its event tables as JSON lines, or as Debezium writes them",
        Framing.LINES);
  }

  @Override
  protected Parsed map(ObjectNode record, FormatContext context) throws MalformedException {
    Row row = Row.of(record);
    if (row.erased()) {
      return Parsed.nothing();
    }
    JsonFields in = row.in();
    String tag = in.requireText("tag");
    String id = in.text("id");
    if (id == null) {
      throw new MalformedException("id is missing: expected the row's number");
    }
    JsonFields more = row.json("additional");
    String word = WORDS.getOrDefault(tag, Actions.other(tag));
    EventDraft out =
        new EventDraft(
                "rubygems:" + table(row.table(), tag) + ":" + id,
                context.source() == null ? "rubygems" : context.source(),
                RowTimes.required(in, "created_at"),
                word,
                context)
            .sourceAction(tag)
            .version(more.text("number"));
    String gem = in.firstText("gem", "rubygem", "rubygem_name");
    gem = gem == null ? more.text("gem") : gem;
    out.project(gem == null ? null : PackageUrl.of("gem", gem));
    out.owner(in.firstText("organization", "organization_handle"));
    actor(in, more, out);
    credential(in, more, tag, out);
    RowOrigins.fill(in, more, out);
    String sha256 = more.text("sha256");
    out.artifact().setDigest(sha256 == null ? null : "sha256:" + sha256);
    out.attributes(in, "rubygem_id", "user_id", "organization_id", "trace_id")
        .otherAttributes(more, READ)
        .oddFields(in)
        .oddFields(more);
    return Parsed.of(kind(tag, out));
  }

  private static SpecificRecord kind(String tag, EventDraft out) {
    if (tag.startsWith("rubygem:")) {
      return out.publish();
    }
    return tag.startsWith("user:") ? out.token() : out.ciEvent();
  }

  /** Ids count from 1 in each table: without the table's name the tag tells it. */
  private static String table(@Nullable String table, String tag) {
    if (table != null) {
      return table;
    }
    int colon = tag.indexOf(':');
    return "events_" + (colon < 0 ? tag : tag.substring(0, colon)) + "_events";
  }

  private static void actor(JsonFields in, JsonFields more, EventDraft out) {
    String gid = more.text("actor_gid");
    String name = more.firstText("pushed_by", "yanked_by", "owner_removed_by", "added_by");
    String joined = in.firstText("user", "user_handle");
    String userId = in.text("user_id");
    String fallback = gid != null ? gid : userId == null ? null : "gid://gemcutter/User/" + userId;
    out.actor().setId(name != null ? name : joined != null ? joined : fallback);
    boolean publisher = gid != null && gid.contains("OIDC");
    boolean known = name != null || joined != null || fallback != null;
    out.actor().setKind(publisher ? ActorKind.service : known ? ActorKind.user : ActorKind.unknown);
    out.attribute("actor_gid", gid);
    if (publisher) {
      out.provenance().setTrustedPublisher(gid);
    }
  }

  private static void credential(JsonFields in, JsonFields more, String tag, EventDraft out) {
    String rawGid = more.text("api_key_gid");
    String gid = rawGid == null ? null : Redactor.redact(rawGid);
    String key = in.text("pusher_api_key_id");
    key = key != null || gid == null ? key : gid.substring(gid.lastIndexOf('/') + 1);
    out.credential().setId(key == null ? null : "rubygems-key:" + key);
    out.credential().setScopes(more.texts("scopes"));
    String ownerType = in.text("api_key_owner_type");
    String actor = more.text("actor_gid");
    if ((ownerType != null && ownerType.startsWith("OIDC::TrustedPublisher"))
        || (actor != null && actor.contains("OIDC"))) {
      out.credential().setKind(CredentialKind.trusted_publisher);
    } else if (key != null || tag.startsWith("user:api_key:")) {
      out.credential().setKind(CredentialKind.api_token);
    } else if ("password".equals(more.text("authentication_method"))) {
      out.credential().setKind(CredentialKind.password);
    }
  }
}
