package dev.pubwatch.formats.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.Actions;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.PackageUrl;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.EventTime;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.JsonFormat;
import dev.pubwatch.formats.json.RecordHash;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code harbor-audit}: Harbor's audit log from {@code /auditlog-exts} or rows of its table. Its
 * column for an address is never filled.
 */
public final class HarborAudit extends JsonFormat {
  private static final Set<String> READ =
      Set.of("id", "op_time", "operation", "username", "resource", "table");

  public HarborAudit() {
    super("harbor-audit", "Harbor's audit log: answers of its API, or rows", Framing.JSON);
  }

  @Override
  protected Parsed map(ObjectNode record, FormatContext context) throws MalformedException {
    Row row = Row.of(record);
    if (row.erased()) {
      return Parsed.nothing();
    }
    JsonFields in = row.in();
    String operation = in.requireText("operation");
    String type = in.text("resource_type");
    String resource = in.text("resource");
    EventTime time = EventTime.of(in, context, "op_time");
    String id = in.text("id");
    Boolean result = in.has("op_result") ? in.flag("op_result") : in.flag("operation_result");
    String given = context.source();
    String source = given == null ? "harbor" : given;
    EventDraft out =
        new EventDraft(
                source + ":" + (id == null ? RecordHash.of(record) : id),
                source,
                time.at(),
                word(operation, type == null ? "" : type, Boolean.FALSE.equals(result)),
                context)
            .sourceAction(type == null ? operation : type + "." + operation);
    HarborActors.fill(in.text("username"), out);
    if ("artifact".equals(type) && resource != null) {
      image(resource, given, out);
    }
    out.attribute("resource", resource)
        .attribute(EventTime.ATTRIBUTE, time.from())
        .otherAttributes(in, READ)
        .oddFields(in);
    String action = out.action();
    if (action.startsWith("release:") || action.startsWith("project:")) {
      return Parsed.of(out.publish());
    }
    boolean token = action.startsWith("token:") || action.startsWith("login:");
    return Parsed.of(token ? out.token() : out.ciEvent());
  }

  private static String word(String operation, String type, boolean failed) {
    if (type.startsWith("user_login") || operation.equals("login")) {
      return operation.equals("logout")
          ? Actions.other("logout")
          : failed ? "login:failure" : "login:success";
    }
    return failed ? Actions.other(type + "." + operation) : done(operation, type);
  }

  private static String done(String operation, String type) {
    return switch (type + "." + operation) {
      case "artifact.create", "artifact.push" -> "release:publish";
      case "artifact.pull" -> "token:use";
      case "artifact.delete", "repository.delete" -> "release:yank";
      case "robot.create" -> "token:create";
      case "robot.delete" -> "token:delete";
      case "project.create" -> "project:create";
      case "project_member.create", "member.create" -> "member:add";
      default -> Actions.other(type.isEmpty() ? operation : type + "." + operation);
    };
  }

  /** {@code library/app:1.0} or {@code library/app@sha256:…}. */
  private static void image(String resource, @Nullable String source, EventDraft out) {
    int at = resource.indexOf('@');
    int colon = at < 0 ? resource.lastIndexOf(':') : at;
    String repository = colon < 0 ? resource : resource.substring(0, colon);
    int host = source == null ? -1 : source.indexOf(':');
    String registry = source == null || host < 0 ? null : source.substring(host + 1);
    out.project(PackageUrl.ofImage(repository, registry));
    out.version(colon < 0 ? null : resource.substring(colon + 1));
    int slash = repository.indexOf('/');
    out.owner(slash < 0 ? null : repository.substring(0, slash));
    out.artifact().setDigest(at < 0 ? null : resource.substring(at + 1));
  }
}
