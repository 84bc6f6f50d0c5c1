package dev.pubwatch.formats.forge;

import dev.pubwatch.events.ActorKind;
import dev.pubwatch.formats.Actions;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.json.Delivery;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.EventTime;
import dev.pubwatch.formats.json.JsonFields;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** GitLab's webhooks and system hooks: pushes, tags, pipelines, releases, members, projects. */
final class GitlabHooks {
  private static final Set<String> ENDED = Set.of("success", "failed", "canceled", "skipped");

  private GitlabHooks() {}

  static SpecificRecord map(Delivery delivery, JsonFields in, FormatContext context)
      throws MalformedException {
    String kind = in.firstText("object_kind", "event_name");
    String name = kind == null ? "unknown" : kind;
    JsonFields what = in.objectOrEmpty("object_attributes");
    String state = what.firstText("status", "action");
    state = state == null ? in.text("action") : state;
    JsonFields project = in.objectOrEmpty("project");
    String path = project.text("path_with_namespace");
    path = path == null ? in.firstText("project_path_with_namespace", "path_with_namespace") : path;
    String url = project.firstText("web_url", "homepage");
    String host = url == null ? null : Hook.hostOf(url);
    WorkflowChanges changes = WorkflowChanges.of(in.objects("commits"));
    EventTime time = time(delivery, in, what, context);
    EventDraft out =
        new EventDraft(
                "gitlab-hook:"
                    + delivery.id("idempotency-key", "webhook-id", "x-gitlab-event-uuid"),
                context.source() == null ? "gitlab" : context.source(),
                time.at(),
                action(name, state, in, changes),
                context)
            .sourceAction(state == null ? name : name + "." + state)
            .project(
                path == null
                    ? null
                    : (host == null ? GitlabAudit.host(context) : host + "/") + path)
            .owner(path == null ? null : path.split("/", 2)[0]);
    actor(name, in, out);
    if (!changes.isEmpty()) {
      changes.fill(out);
    }
    out.version(name.equals("release") ? in.text("tag") : null);
    out.ci().setRef(in.has("ref") ? in.text("ref") : what.text("ref"));
    out.ci().setHeadSha(in.has("after") ? in.text("after") : what.text("sha"));
    if (name.equals("pipeline")) {
      out.ci().setRunId(what.text("id"));
      out.ci().setEvent(what.text("source"));
      out.ci().setConclusion(state != null && ENDED.contains(state) ? state : null);
    }
    out.attribute(EventTime.ATTRIBUTE, time.from())
        .attributes(in, "before", "user_email", "access_level", "project_visibility")
        .oddFields(in);
    return name.equals("release") ? out.publish() : out.ciEvent();
  }

  private static EventTime time(
      Delivery delivery, JsonFields in, JsonFields what, FormatContext context)
      throws MalformedException {
    String finished = what.text("finished_at");
    JsonFields from = what.has("created_at") ? what : in;
    return EventTime.of(
        from,
        delivery.receivedAt(context),
        finished == null ? "created_at" : "finished_at",
        "released_at");
  }

  private static String action(
      String name, @Nullable String state, JsonFields in, WorkflowChanges changes) {
    String to = state == null ? "" : state;
    return switch (name) {
      case "push" -> changes.isEmpty() ? Actions.other("push") : changes.action();
      case "tag_push" -> moved(in) ? "tag:move" : Actions.other("tag_push");
      case "pipeline" ->
          ENDED.contains(to)
              ? "run:complete"
              : to.equals("running") ? "run:start" : Actions.other("pipeline." + to);
      case "release" -> to.equals("create") ? "release:publish" : Actions.other("release." + to);
      case "user_add_to_team", "user_add_to_group" -> "member:add";
      case "project_create" -> "repo:create";
      case "project_destroy" -> "repo:delete";
      default -> Actions.other(state == null ? name : name + "." + state);
    };
  }

  private static boolean moved(JsonFields in) {
    String before = in.text("before");
    String after = in.text("after");
    return before != null && after != null && !isZero(before) && !isZero(after);
  }

  private static boolean isZero(String sha) {
    return sha.chars().allMatch(c -> c == '0');
  }

  /** Who did it; a hook about a member names only the member, and so does the event. */
  private static void actor(String name, JsonFields in, EventDraft out) {
    JsonFields user = in.objectOrEmpty("user");
    String id = in.has("user_id") ? in.text("user_id") : user.text("id");
    String login = in.has("user_username") ? in.text("user_username") : user.text("username");
    if (name.startsWith("user_")) {
      out.attribute("member", login).attribute("member_id", id);
      return;
    }
    out.actor().setId(id == null ? login : "user/" + id);
    out.actor().setKind(id == null && login == null ? ActorKind.unknown : ActorKind.user);
    out.attribute("author_name", login);
  }
}
