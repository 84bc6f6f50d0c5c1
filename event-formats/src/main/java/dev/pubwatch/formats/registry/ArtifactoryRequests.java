package dev.pubwatch.formats.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.ActorKind;
import dev.pubwatch.formats.Actions;
import dev.pubwatch.formats.Addresses;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.Times;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.Origins;
import dev.pubwatch.formats.json.RecordHash;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests, as {@code artifactory-request.log} and {@code router-request.log} tell them. */
final class ArtifactoryRequests {
  /** Who is not signed in. */
  private static final Set<String> NOBODY = Set.of("", "anonymous", "non_authenticated_user", "-");

  private ArtifactoryRequests() {}

  /** A request of either log. */
  private record Request(
      Instant time,
      @Nullable String traceId,
      @Nullable String address,
      String user,
      String method,
      String url,
      String status,
      @Nullable String agent) {}

  /** {@code time|trace|address|user|method|url|status|request|response|duration|agent}. */
  static Parsed ofLine(String[] f, FormatContext context) throws MalformedException {
    Instant time = Times.parse("timestamp", f[0]);
    return map(new Request(time, f[1], f[2], f[3], f[4], f[5], f[6], f[10]), context);
  }

  /** The router knows no user: only a refusal is worth an event. */
  static Parsed ofRouter(ObjectNode record, FormatContext context) throws MalformedException {
    JsonFields in = new JsonFields(record);
    String agent = in.text("request_User-Agent");
    String trace = in.text("request_Uber-Trace-Id");
    String status = in.text("DownstreamStatus");
    String path = in.requireText("RequestPath");
    return map(
        new Request(
            in.requireTime(in.has("time") ? "time" : "StartUTC"),
            trace,
            in.text("ClientAddr"),
            "",
            in.requireText("RequestMethod"),
            path,
            status == null ? "" : status,
            agent),
        context);
  }

  private static Parsed map(Request request, FormatContext context) {
    boolean refused = request.status().equals("401") || request.status().equals("403");
    boolean anonymous = NOBODY.contains(request.user());
    if (anonymous && !refused) {
      return Parsed.nothing();
    }
    String given = context.source();
    String id =
        RecordHash.of(
            request.time(),
            request.traceId(),
            request.address(),
            request.user(),
            request.method(),
            request.url(),
            request.status());
    EventDraft out =
        new EventDraft(
                "artifactory:request:" + id,
                given == null ? "artifactory" : given,
                request.time(),
                refused ? Actions.other("access_denied") : "token:use",
                context)
            .sourceAction(request.method() + " " + request.url());
    out.actor().setId(anonymous ? null : request.user());
    out.actor().setKind(anonymous ? ActorKind.unknown : ActorKind.user);
    out.origin().setIp(Addresses.canonical(request.address()));
    Origins.userAgent(out.origin(), request.agent());
    out.attribute("status", request.status()).attribute("trace_id", request.traceId());
    return Parsed.of(out.token());
  }
}
