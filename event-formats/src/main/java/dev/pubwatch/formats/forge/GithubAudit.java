package dev.pubwatch.formats.forge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.CiContext;
import dev.pubwatch.events.Credential;
import dev.pubwatch.formats.Addresses;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.PackageUrl;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.EventTime;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.JsonFormat;
import dev.pubwatch.formats.json.Origins;
import dev.pubwatch.formats.json.RecordHash;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * {@code github-audit}: GitHub's audit log from its REST API or its stream.
 *
 * <p>Entries differ with age: times are milliseconds or text, and older entries nest their fields
 * under {@code data}. Webhooks that were saved into the same file are read as such. The address is
 * there only where the organisation has switched it on, and never for bots.
 */
public final class GithubAudit extends JsonFormat {
  private static final String HOST = "github.com/";

  private static final Set<String> READ =
      Set.of(
          "@timestamp",
          "at_sign_timestamp",
          "created_at",
          "_document_id",
          "action",
          "actor",
          "actor_ip",
          "actor_location",
          "actor_is_bot",
          "user_agent",
          "hashed_token",
          "token_scopes",
          "repo",
          "repository",
          "secrets_passed");

  private static final Set<String> READ_FOR_RUNS =
      Stream.concat(
              READ.stream(),
              Stream.of("workflow_run_id", "head_branch", "head_sha", "event", "conclusion"))
          .collect(Collectors.toUnmodifiableSet());

  public GithubAudit() {
    super(
        "github-audit",
        "GitHub's audit log from the REST API or the stream: JSON lines or an array",
        Framing.JSON);
  }

  @Override
  protected Parsed map(ObjectNode record, FormatContext context) throws MalformedException {
    JsonFields top = new JsonFields(record);
    JsonFields in = top.mergedWith("data");
    if (record.path("repository").isObject()) {
      return GithubWebhook.mapBody(record, context);
    }
    String sourceAction = in.requireText("action");
    String repo = in.firstText("repo", "repository");
    String owner = owner(in, repo);
    EventTime time =
        EventTime.of(in, context, "@timestamp", "at_sign_timestamp", "created_at", "p_event_time");
    String documentId = in.text("_document_id");
    EventDraft out =
        new EventDraft(
                "github:" + (documentId == null ? RecordHash.of(record) : documentId),
                source(owner, context),
                time.at(),
                GithubActions.map(sourceAction, isPublic(in)),
                context)
            .sourceAction(sourceAction)
            .project(repo == null ? null : HOST + repo)
            .owner(owner);
    actor(in, out);
    credential(in, sourceAction, out.credential());
    out.origin().setIp(Addresses.canonical(in.text("actor_ip")));
    Origins.country(out.origin(), in.objectOrEmpty("actor_location").text("country_code"));
    Origins.userAgent(out.origin(), in.text("user_agent"));
    boolean isRun = sourceAction.startsWith("workflows.");
    if (isRun) {
      ci(in, out.ci());
    }
    out.attribute(EventTime.ATTRIBUTE, time.from());
    out.otherAttributes(in, isRun ? READ_FOR_RUNS : READ).oddFields(in);
    return Parsed.of(record(sourceAction, in, out));
  }

  /** Packages are publishes; credentials and sign-ins are token events; the rest is CI activity. */
  private static SpecificRecord record(String sourceAction, JsonFields in, EventDraft out) {
    if (sourceAction.startsWith("packages.")) {
      published(in, out);
      return out.publish();
    }
    return out.action().startsWith("token:")
            || out.action().startsWith("login:")
            || out.action().startsWith("mfa:")
        ? out.token()
        : out.ciEvent();
  }

  private static void published(JsonFields in, EventDraft out) {
    String name = in.firstText("package", "package_name");
    String type = in.firstText("ecosystem", "package_type");
    if (name != null && type != null && type.matches("[A-Za-z][A-Za-z0-9.+-]{0,31}")) {
      out.project(PackageUrl.of(type.toLowerCase(Locale.ROOT), name));
    }
    out.version(in.firstText("package_version", "version"));
    out.artifact().setName(name);
  }

  private static @Nullable String owner(JsonFields in, @Nullable String repo) {
    String org = in.text("org");
    if (org != null) {
      return org;
    }
    return repo != null && repo.indexOf('/') > 0
        ? repo.substring(0, repo.indexOf('/'))
        : in.text("business");
  }

  private static String source(@Nullable String owner, FormatContext context) {
    String given = context.source();
    return owner != null ? "github:" + owner : given != null ? given : "github";
  }

  private static boolean isPublic(JsonFields in) {
    return "public".equals(in.text("visibility")) || Boolean.TRUE.equals(in.flag("public_repo"));
  }

  private static void actor(JsonFields in, EventDraft out) {
    String actor = in.text("actor");
    Boolean bot = in.flag("actor_is_bot");
    out.actor().setId(actor);
    if (Boolean.TRUE.equals(bot) || (actor != null && actor.endsWith("[bot]"))) {
      out.actor().setKind(ActorKind.bot);
    } else if (bot != null) {
      out.actor().setKind(ActorKind.user);
    }
  }

  private static void credential(JsonFields in, String action, Credential credential) {
    credential.setId(in.text("hashed_token"));
    credential.setKind(GithubCredentials.kind(in, action));
    String scopes = in.text("token_scopes");
    if (scopes != null) {
      credential.setScopes(
          List.of(scopes.split(",", -1)).stream()
              .map(String::trim)
              .filter(scope -> !scope.isEmpty())
              .toList());
    }
  }

  private static void ci(JsonFields in, CiContext ci) {
    ci.setWorkflow(workflow(in));
    ci.setRunId(in.text("workflow_run_id"));
    ci.setRef(in.text("head_branch"));
    ci.setHeadSha(in.text("head_sha"));
    ci.setEvent(in.text("event"));
    ci.setConclusion(in.text("conclusion"));
    ci.setRunnerKind(runner(in));
    ci.setSecretsPassed(in.texts("secrets_passed"));
  }

  /** Path of the workflow within its repository where GitHub gives it, else its name. */
  private static @Nullable String workflow(JsonFields in) {
    String ref = in.text("job_workflow_ref");
    int path = ref == null ? -1 : ref.indexOf("/.github/");
    if (ref == null || path < 0) {
      return in.firstText("workflow_path", "name");
    }
    int at = ref.indexOf('@', path);
    return ref.substring(path + 1, at < 0 ? ref.length() : at);
  }

  private static @Nullable String runner(JsonFields in) {
    Boolean hosted = in.flag("is_hosted_runner");
    if (hosted != null) {
      return hosted ? "hosted" : "self-hosted";
    }
    return in.texts("runner_labels").contains("self-hosted") ? "self-hosted" : null;
  }
}
