package dev.pubwatch.formats.forge;

import dev.pubwatch.events.CredentialKind;
import dev.pubwatch.formats.Actions;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.EventTime;
import dev.pubwatch.formats.json.JsonFields;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Webhooks of GitHub's shape as canonical events. */
final class HookEvents {
  private static final String NO_COMMIT = "0".repeat(40);

  /** {@code event.action}, or an event whose every action means the same, in our words. */
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("workflow_run.requested", "run:start"),
          Map.entry("workflow_run.completed", "run:complete"),
          Map.entry("member.added", "member:add"),
          Map.entry("membership.added", "member:add"),
          Map.entry("organization.member_added", "member:add"),
          Map.entry("deploy_key.created", "token:create"),
          Map.entry("deploy_key.deleted", "token:delete"),
          Map.entry("personal_access_token_request.approved", "token:create"),
          Map.entry("installation.created", "token:create"),
          Map.entry("installation.deleted", "token:delete"),
          Map.entry("secret_scanning_alert.created", "token:exposed"),
          Map.entry("secret_scanning_alert.reopened", "token:exposed"),
          Map.entry("secret_scanning_alert.publicly_leaked", "token:exposed"),
          Map.entry("repository.created", "repo:create"),
          Map.entry("repository.deleted", "repo:delete"),
          Map.entry("repository.publicized", "repo:make_public"),
          Map.entry("public", "repo:make_public"),
          Map.entry("branch_protection_rule", "branch_protection:change"),
          Map.entry("branch_protection_configuration", "branch_protection:change"),
          Map.entry("repository_ruleset", "branch_protection:change"),
          Map.entry("release.published", "release:publish"),
          Map.entry("release.deleted", "release:yank"));

  private HookEvents() {}

  static SpecificRecord map(Hook hook) throws MalformedException {
    return switch (hook.event()) {
      case "workflow_run" -> run(hook);
      case "workflow_job" -> job(hook);
      case "push" -> push(hook);
      case "release" -> release(hook);
      case "package", "registry_package" -> HookPackages.map(hook);
      case "deploy_key" -> deployKey(hook);
      case "personal_access_token_request" -> tokenRequest(hook);
      case "secret_scanning_alert" -> secretAlert(hook);
      default -> plain(hook);
    };
  }

  private static String word(Hook hook) {
    String word = WORDS.get(hook.name());
    if (word == null) {
      word = WORDS.get(hook.event());
    }
    return word == null ? Actions.other(hook.name()) : word;
  }

  private static SpecificRecord run(Hook hook) throws MalformedException {
    JsonFields run = hook.in().objectOrEmpty("workflow_run");
    EventTime time =
        word(hook).equals("run:start")
            ? hook.time(run, "run_started_at", "created_at")
            : hook.time(run, "updated_at");
    EventDraft out = hook.draft(word(hook), time);
    String path = run.text("path");
    out.ci().setWorkflow(path == null ? run.text("name") : path);
    out.ci().setRunId(run.text("id"));
    out.ci().setRef(run.text("head_branch"));
    out.ci().setHeadSha(run.text("head_sha"));
    out.ci().setEvent(run.text("event"));
    out.ci().setConclusion(run.text("conclusion"));
    JsonFields head = run.objectOrEmpty("head_repository");
    out.attribute("head_repository", head.text("full_name"))
        .attribute("triggering_actor", run.objectOrEmpty("triggering_actor").text("login"))
        .attributes(run, "run_attempt", "run_number", "workflow_id", "html_url", "display_title");
    return out.oddFields(hook.in()).ciEvent();
  }

  private static SpecificRecord job(Hook hook) throws MalformedException {
    JsonFields job = hook.in().objectOrEmpty("workflow_job");
    EventTime time =
        hook.name().endsWith(".completed")
            ? hook.time(job, "completed_at", "started_at")
            : hook.time(job, "started_at", "created_at");
    EventDraft out = hook.draft(word(hook), time);
    List<String> labels = job.texts("labels");
    out.ci().setWorkflow(job.text("workflow_name"));
    out.ci().setRunId(job.text("run_id"));
    out.ci().setRef(job.text("head_branch"));
    out.ci().setHeadSha(job.text("head_sha"));
    out.ci().setConclusion(job.text("conclusion"));
    out.ci().setRunnerKind(labels.contains("self-hosted") ? "self-hosted" : null);
    out.attribute("job_name", job.text("name"))
        .attribute("runner_labels", labels.isEmpty() ? null : String.join(", ", labels))
        .attributes(job, "id", "runner_name", "runner_group_name", "run_attempt", "html_url");
    return out.oddFields(hook.in()).ciEvent();
  }

  /** A tag that pointed elsewhere before has moved; else what it did to workflows counts. */
  private static SpecificRecord push(Hook hook) throws MalformedException {
    JsonFields in = hook.in();
    String ref = in.text("ref");
    String before = in.text("before");
    String after = in.text("after");
    WorkflowChanges changes = WorkflowChanges.of(in.objects("commits"));
    EventDraft out = hook.draft("repo:push", hook.pushTime());
    if (isTag(ref) && isCommit(before) && isCommit(after)) {
      out.action("tag:move");
    } else if (changes.isEmpty()) {
      out.otherAction("push");
    } else {
      out.action(changes.action());
    }
    if (!changes.isEmpty()) {
      changes.fill(out);
    }
    out.ci().setRef(ref);
    out.ci().setHeadSha(isCommit(after) ? after : null);
    out.attribute("commits", in.raw("commits").isArray() ? in.raw("commits").size() : null)
        .attributes(in, "before", "forced", "created", "deleted", "base_ref", "compare")
        .attribute("pusher", in.objectOrEmpty("pusher").firstText("name", "login"));
    return out.oddFields(in).ciEvent();
  }

  private static boolean isTag(@Nullable String ref) {
    return ref != null && ref.startsWith("refs/tags/");
  }

  private static boolean isCommit(@Nullable String sha) {
    return sha != null && !sha.equals(NO_COMMIT);
  }

  private static SpecificRecord release(Hook hook) throws MalformedException {
    JsonFields release = hook.in().objectOrEmpty("release");
    EventTime time =
        hook.name().endsWith(".published")
            ? hook.time(release, "published_at", "created_at")
            : hook.time(release, "updated_at");
    EventDraft out = hook.draft(word(hook), time).version(release.text("tag_name"));
    out.artifact().setName(release.text("name"));
    out.attribute("author", release.objectOrEmpty("author").text("login"))
        .attribute("assets", release.raw("assets").isArray() ? release.raw("assets").size() : null)
        .attributes(release, "id", "html_url", "target_commitish", "draft", "prerelease");
    return out.oddFields(hook.in()).publish();
  }

  private static SpecificRecord deployKey(Hook hook) throws MalformedException {
    JsonFields key = hook.in().objectOrEmpty("key");
    EventTime time =
        hook.name().endsWith(".created") ? hook.time(key, "created_at") : hook.time(key);
    EventDraft out = hook.draft(word(hook), time);
    String id = key.text("id");
    out.credential().setId(id == null ? null : hook.system() + "-deploy-key:" + id);
    out.credential().setKind(CredentialKind.ssh_key);
    out.credential().setCreatedAt(key.time("created_at"));
    out.attributes(key, "title", "read_only", "verified");
    return out.oddFields(hook.in()).token();
  }

  private static SpecificRecord tokenRequest(Hook hook) throws MalformedException {
    JsonFields request = hook.in().objectOrEmpty("personal_access_token_request");
    EventDraft out = hook.draft(word(hook), hook.time(request));
    String id = request.text("token_id");
    out.credential().setId(id == null ? null : "github-token/" + id);
    out.credential().setKind(CredentialKind.api_token);
    out.credential().setCreatedAt(request.time("created_at"));
    out.attribute("token_owner", request.objectOrEmpty("owner").text("login"))
        .attributes(
            request, "token_name", "token_expired", "token_expires_at", "repository_selection");
    return out.oddFields(hook.in()).token();
  }

  private static SpecificRecord secretAlert(Hook hook) throws MalformedException {
    JsonFields alert = hook.in().objectOrEmpty("alert");
    EventTime time =
        hook.name().endsWith(".created")
            ? hook.time(alert, "created_at")
            : hook.time(alert, "updated_at");
    EventDraft out = hook.draft(word(hook), time);
    out.credential().setKind(CredentialKind.api_token);
    out.attribute("alert", alert.text("number"))
        .attribute("secret_kind", alert.firstText("secret_type_display_name", "secret_type"))
        .attributes(alert, "html_url", "resolution", "state", "publicly_leaked", "validity");
    return out.oddFields(hook.in()).token();
  }

  /** Anything else: who did what to which repository. */
  private static SpecificRecord plain(Hook hook) throws MalformedException {
    JsonFields in = hook.in();
    String word = word(hook);
    JsonFields rule = in.objectOrEmpty("rule");
    JsonFields about =
        hook.event().equals("meta") || hook.event().equals("ping")
            ? in.objectOrEmpty("hook")
            : rule;
    EventTime time =
        word.equals("repo:create")
            ? hook.time(in.objectOrEmpty("repository"), "created_at")
            : hook.time(about, "updated_at");
    EventDraft out = hook.draft(word, time);
    JsonFields member = in.objectOrEmpty("member");
    out.attribute("member", member.text("login"))
        .attribute("rule", rule.text("name"))
        .attribute("hook_id", in.text("hook_id"))
        .attribute(
            "member_added", in.objectOrEmpty("membership").objectOrEmpty("user").text("login"))
        .attributes(in, "ref", "ref_type", "number");
    if (word.equals("token:create") || word.equals("token:delete")) {
      JsonFields installation = in.objectOrEmpty("installation");
      String id = installation.text("id");
      out.credential().setId(id == null ? null : "github-installation:" + id);
      out.credential().setKind(CredentialKind.app);
      out.attribute("app", installation.text("app_slug"));
      return out.oddFields(in).token();
    }
    return out.oddFields(in).ciEvent();
  }
}
