package dev.pubwatch.formats.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.formats.Actions;
import dev.pubwatch.formats.Addresses;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.EventTime;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.JsonTree;
import dev.pubwatch.formats.json.Origins;
import dev.pubwatch.formats.json.RecordHash;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lines of crates.io's request log: the only place with addresses and user agents. */
final class CratesRequests {
  private static final Pattern CRATE = Pattern.compile("/api/v1/crates/([A-Za-z0-9_-]{1,64})/.*");

  private CratesRequests() {}

  /** A request with a token or a session; one without either is of no interest. */
  static Parsed map(JsonFields in, FormatContext context) throws MalformedException {
    String metadata = in.raw("custom_metadata").isTextual() ? in.text("custom_metadata") : null;
    JsonFields custom =
        metadata == null ? in.objectOrEmpty("custom_metadata") : new JsonFields(read(metadata));
    String user = custom.text("uid");
    String token = custom.text("tokenid");
    String type = custom.text("auth_type");
    if (user == null && token == null && type == null) {
      return Parsed.nothing();
    }
    Integer status = in.smallCount("http.status_code");
    boolean refused = status != null && (status == 401 || status == 403);
    EventTime time = EventTime.of(in, context, "timestamp", "time");
    String url = in.text("http.url");
    String id = in.text("http.request_id");
    EventDraft out =
        new EventDraft(
                "crates.io:request:" + (id == null ? RecordHash.of(line(in)) : id),
                Crates.source(context),
                time.at(),
                refused ? Actions.other("access_denied") : "token:use",
                context)
            .sourceAction(in.requireText("http.method") + " " + in.text("http.matched_path"))
            .project(Crates.project(crate(url)));
    Crates.user(null, user, out);
    out.credential().setId(Crates.tokenId(token));
    out.credential().setKind(kind(type));
    out.origin().setIp(Addresses.canonical(in.text("network.client.ip")));
    Origins.userAgent(out.origin(), in.text("http.useragent"));
    out.attribute("status", status)
        .attribute("url", url)
        .attribute(EventTime.ATTRIBUTE, time.from())
        .attribute("hashed_authorization", in.text("http.request.headers.hashed_authorization"))
        .attribute("cause", custom.text("cause"));
    return Parsed.of(out.oddFields(in).token());
  }

  private static @Nullable Object[] line(JsonFields in) {
    return new @Nullable Object[] {
      in.text("timestamp"),
      in.text("http.method"),
      in.text("http.url"),
      in.text("network.client.ip")
    };
  }

  private static ObjectNode read(String metadata) throws MalformedException {
    return JsonTree.readObject(metadata);
  }

  private static CredentialKind kind(@Nullable String type) {
    return switch (type == null ? "" : type) {
      case "token" -> CredentialKind.api_token;
      case "cookie" -> CredentialKind.session;
      case "trustpub" -> CredentialKind.trusted_publisher;
      default -> CredentialKind.unknown;
    };
  }

  private static @Nullable String crate(@Nullable String url) {
    Matcher crate = CRATE.matcher(url == null ? "" : url);
    return crate.matches() ? crate.group(1) : null;
  }
}
