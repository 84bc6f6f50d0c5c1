package dev.pubwatch.formats.registry;

import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.formats.Actions;
import dev.pubwatch.formats.Addresses;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.Text;
import dev.pubwatch.formats.Times;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.RecordHash;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;

/** {@code artifactory-access.log} and {@code access-security-audit.log}. */
final class ArtifactoryAccess {
  /** {@code time [trace] [ACCEPTED DEPLOY] repo:path for client : user / ip [token]}. */
  private static final Pattern LINE =
      Pattern.compile(
          "(\\S{8,40})\\s+\\[([^\\]]{0,64})\\]\\s+\\[([A-Z]{2,32}) ([A-Z_ ]{2,48})\\]\\s+(.{0,2048}?)"
              + "\\s*for client\\s*:\\s*(.{0,256}?)\\s*/\\s*([0-9A-Fa-f.:]{1,45}[0-9A-Fa-f])(?:\\s*\\[.{0,512})?\\.?");

  private ArtifactoryAccess() {}

  static Parsed ofLine(String line, FormatContext context) throws MalformedException {
    Matcher m = LINE.matcher(line);
    if (line.length() > 4096 || !m.matches()) {
      throw new MalformedException(
          "no line of Artifactory's request, access or security audit log: " + Text.show(line));
    }
    String response = m.group(3);
    String action = m.group(4);
    String what = m.group(5).strip();
    String user = m.group(6);
    String word = word(response, action, user);
    EventDraft out =
        new EventDraft(
                "artifactory:access:" + RecordHash.of((Object) line),
                source(context),
                Times.parse("timestamp", m.group(1)),
                word,
                context)
            .sourceAction(response + " " + action)
            .attribute("trace_id", m.group(2));
    actor(user, out);
    out.origin().setIp(Addresses.canonical(m.group(7)));
    int colon = what.indexOf(':');
    if (colon > 0 && colon + 1 < what.length()) {
      String repository = what.substring(0, colon);
      String path = what.substring(colon + 1);
      RepositoryPath project = RepositoryPath.of(repository, path);
      out.project(project.project()).version(project.version()).owner(repository);
      out.artifact().setName(path.substring(path.lastIndexOf('/') + 1));
    }
    return Parsed.of(kind(out));
  }

  private static SpecificRecord kind(EventDraft out) {
    String word = out.action();
    boolean token = word.startsWith("token:") || word.startsWith("login:");
    return token ? out.token() : out.publish();
  }

  private static String word(String response, String action, String user) {
    if (action.equals("LOGIN")) {
      return response.equals("ACCEPTED") ? "login:success" : "login:failure";
    }
    String other = Actions.other((response + "_" + action).toLowerCase(Locale.ROOT));
    if (!response.equals("ACCEPTED")) {
      return other;
    }
    return switch (action) {
      case "DEPLOY" -> "file:add";
      case "DELETE" -> "release:yank";
      case "DOWNLOAD" -> user.equals("anonymous") ? other : "token:use";
      default -> other;
    };
  }

  /** {@code time|token_id|ip|user|principal|entity|type|event|changes}. */
  static Parsed security(String[] f, FormatContext context) throws MalformedException {
    String type = f[6].toLowerCase(Locale.ROOT);
    String event = f[7].toLowerCase(Locale.ROOT);
    EventDraft out =
        new EventDraft(
                "artifactory:audit:" + RecordHash.of((Object[]) f),
                source(context),
                Times.parse("timestamp", f[0]),
                securityWord(type, event),
                context)
            .sourceAction(f[6] + "." + f[7])
            .attribute("entity", f[5])
            .attribute("changes", f[8]);
    actor(f[4].isEmpty() ? f[3] : f[4], out);
    out.origin().setIp(Addresses.canonical(f[2]));
    out.credential().setId(f[1].isEmpty() || f[1].equals("-") ? null : "artifactory-token/" + f[1]);
    out.credential()
        .setKind(type.contains("token") ? CredentialKind.api_token : CredentialKind.unknown);
    boolean token = out.action().startsWith("token:");
    return Parsed.of(token ? out.token() : out.ciEvent());
  }

  private static String securityWord(String type, String event) {
    boolean creates = event.contains("create") || event.contains("add");
    boolean deletes = event.contains("revoke") || event.contains("delete");
    if (type.contains("token")) {
      return creates
          ? "token:create"
          : deletes ? "token:delete" : Actions.other(type + "." + event);
    }
    boolean joins = creates && (type.equals("user") || type.contains("member"));
    return joins ? "member:add" : Actions.other(type + "." + event);
  }

  private static void actor(String user, EventDraft out) {
    boolean anonymous = user.isEmpty() || user.equals("anonymous");
    out.actor().setId(user.isEmpty() ? null : user);
    out.actor().setKind(anonymous ? ActorKind.unknown : ActorKind.user);
  }

  static String source(FormatContext context) {
    return context.source() == null ? "artifactory" : context.source();
  }
}
