package dev.pubwatch.formats.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.formats.Actions;
import dev.pubwatch.formats.Addresses;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.PackageUrl;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.JsonFormat;
import dev.pubwatch.formats.json.RecordHash;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code verdaccio-log}: Verdaccio's pino log as JSON lines.
 *
 * <p>A request writes one line when it comes in and two more: when its body was read and when it
 * was answered. Of these, what was written before the answer (status 200, nothing sent) is left
 * out. A refusal is often both at once and stands there twice, up to some milliseconds apart: equal
 * refusals within a tenth of a second have one id. The log does not say which version was
 * published, nor tell a publish from a deprecation: both are an accepted PUT of the package.
 */
public final class VerdaccioLog extends JsonFormat {
  /** Within which two equal refusals are one. */
  private static final long REFUSAL_MS = 100;

  public VerdaccioLog() {
    super("verdaccio-log", "Verdaccio's log with format json, one object a line", Framing.LINES);
  }

  @Override
  protected Parsed map(ObjectNode record, FormatContext context) throws MalformedException {
    JsonFields in = new JsonFields(record);
    Instant time = time(in);
    JsonFields request = in.object("request");
    Integer status = in.smallCount("status");
    if (request == null || status == null) {
      return Parsed.nothing();
    }
    JsonFields bytes = in.objectOrEmpty("bytes");
    String method = request.requireText("method").toUpperCase(Locale.ROOT);
    String url = request.text("url");
    Long sent = bytes.count("out");
    if (url == null || (status == 200 && sent != null && sent == 0)) {
      return Parsed.nothing();
    }
    VerdaccioRequest call = VerdaccioRequest.of(method, url, status);
    if (call == null) {
      return Parsed.nothing();
    }
    String user = in.text("user");
    if (call.action().equals("token:use") && user == null) {
      return Parsed.nothing(); // whoami answers anybody, also a token that is not good
    }
    String remote = in.text("remoteIP");
    String id =
        RecordHash.of(
            moment(time, call, status), method, url, status, bytes.count("in"), sent, user, remote);
    EventDraft out = draft("verdaccio:" + id, time, call, context);
    out.actor().setId(user != null ? user : call.user());
    credential(call, context, out);
    origin(remote, out);
    out.attribute("status", status)
        .attribute("method", request.text("method"))
        .attribute("bytes_in", bytes.count("in"))
        .attribute("dist_tag", call.tag())
        .attributes(in, "error")
        .oddFields(in);
    return Parsed.of(call.isAboutPackage() ? out.publish() : out.token());
  }

  private static Instant time(JsonFields in) throws MalformedException {
    Instant time = in.time("time");
    if (time == null) {
      throw new MalformedException("time must be milliseconds from 1970 or an ISO-8601 time");
    }
    return time;
  }

  /** The time that tells an answer from others like it. Passwords are never checked at once. */
  private static Instant moment(Instant time, VerdaccioRequest call, int status) {
    boolean atOnce = status >= 400 && call.user() == null;
    long ms = time.toEpochMilli();
    return atOnce ? Instant.ofEpochMilli(ms - Math.floorMod(ms, REFUSAL_MS)) : time;
  }

  private static EventDraft draft(
      String id, Instant time, VerdaccioRequest call, FormatContext context) {
    String given = context.source();
    EventDraft out =
        new EventDraft(id, given == null ? "verdaccio" : given, time, call.action(), context);
    out.sourceAction(
        call.action().startsWith(Actions.OTHER)
            ? call.action().substring(Actions.OTHER.length())
            : null);
    String name = call.packageName();
    if (name != null) {
      out.project(PackageUrl.of("npm", name)).owner(NpmNames.scope(name)).version(call.version());
    }
    return out;
  }

  private static void credential(VerdaccioRequest call, FormatContext context, EventDraft out) {
    if (call.secret() != null) {
      out.credential().setId(context.hasher().hash(call.secret()));
      out.credential().setKind(CredentialKind.api_token);
    } else if (call.isSignIn()) {
      out.credential().setKind(CredentialKind.password);
    }
  }

  /** {@code 198.51.100.4 via 10.0.0.2}: what the client's header claims, and who connected. */
  private static void origin(@Nullable String remote, EventDraft out) {
    if (remote == null) {
      return;
    }
    int via = remote.indexOf(" via ");
    String claimed = via < 0 ? remote : remote.substring(0, via);
    int comma = claimed.indexOf(',');
    out.origin().setIp(Addresses.canonical(comma < 0 ? claimed : claimed.substring(0, comma)));
    if (via >= 0) {
      out.attribute("forwarded_for", claimed).attribute("via", remote.substring(via + 5));
    }
  }
}
