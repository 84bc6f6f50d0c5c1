package dev.pubwatch.formats.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.events.ActorKind;
import dev.pubwatch.events.CiContext;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.MalformedException;
import dev.pubwatch.formats.Parsed;
import dev.pubwatch.formats.Text;
import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.JsonFields;
import dev.pubwatch.formats.json.JsonFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code git-workflow-log}: one commit a line, with what it did to workflow files.
 *
 * <p>A commit that adds a workflow file is a {@code workflow:create}, one that changes any a {@code
 * workflow:update}, one that only deletes a {@code workflow:delete}; every other commit is kept as
 * {@code other:commit}, since who commits to a repository is what an edit is judged against. A
 * commit that whoever wrote the log could not read has the reason in {@code unreadable}, and is a
 * reject.
 */
public final class GitWorkflowLog extends JsonFormat {

  public GitWorkflowLog() {
    super(
        "git-workflow-log",
        "commits of a repository and what they did to its workflow files, one JSON object a line",
        Framing.LINES);
  }

  @Override
  protected Parsed map(ObjectNode record, FormatContext context) throws MalformedException {
    JsonFields in = new JsonFields(record);
    String repo = in.requireText("repo");
    String commit = in.requireText("commit");
    if (in.has("unreadable")) {
      throw new MalformedException(String.valueOf(in.text("unreadable")));
    }
    List<Change> changes = changes(in);
    EventDraft out =
        new EventDraft(
                "git:" + repo + "@" + commit,
                "git",
                in.requireTime("commit_time"),
                action(changes),
                context)
            .project(hasHost(repo) ? repo : "git/" + repo)
            .owner(owner(repo));
    if (changes.isEmpty()) {
      out.otherAction("commit");
    }
    Boolean bot = in.flag("bot");
    out.actor().setId(in.text("author_id"));
    out.actor().setKind(bot == null ? ActorKind.unknown : bot ? ActorKind.bot : ActorKind.user);
    ci(in, commit, changes, out.ci());
    out.attribute("workflow_changes", describe(changes))
        .attribute("secret_refs", in.count("workflow_secret_refs"))
        .attributes(
            in,
            "committer_id",
            "web_or_api_commit",
            "author_time",
            "parents",
            "files_changed",
            "workflow_note");
    return Parsed.of(out.oddFields(in).ciEvent());
  }

  private static void ci(JsonFields in, String commit, List<Change> changes, CiContext ci) {
    ci.setHeadSha(commit);
    ci.setRef(in.text("ref"));
    ci.setWorkflow(workflow(changes));
    ci.setEgressHosts(in.texts("workflow_http_hosts"));
    ci.setSendsSecrets(in.flag("workflow_sends_secrets"));
    ci.setContentHash(in.firstText("workflow_content_hash", "content_hash"));
    ci.setActionRefsUnpinned(in.smallCount("workflow_action_refs_unpinned"));
  }

  /** The first workflow that was added, else changed, else deleted. */
  private static @Nullable String workflow(List<Change> changes) {
    return changes.stream()
        .min(Comparator.comparingInt(change -> change.is("A") ? 0 : change.is("D") ? 2 : 1))
        .map(Change::path)
        .orElse(null);
  }

  private static List<Change> changes(JsonFields in) throws MalformedException {
    JsonNode list = in.raw("workflow_changes");
    if (!list.isArray() && in.has("workflow_changes")) {
      throw new MalformedException(
          "workflow_changes must be a list, was " + Text.show(list.toString()));
    }
    List<Change> changes = new ArrayList<>();
    for (JsonFields change : in.objects("workflow_changes")) {
      String path = change.text("path");
      if (path == null) {
        throw new MalformedException(
            "workflow_changes[%d].path is missing".formatted(changes.size()));
      }
      changes.add(new Change(change.requireText("op"), path));
    }
    return changes;
  }

  private static String action(List<Change> changes) {
    if (changes.stream().anyMatch(change -> change.is("A"))) {
      return "workflow:create";
    }
    return changes.stream().allMatch(change -> change.is("D"))
        ? "workflow:delete"
        : "workflow:update";
  }

  private static @Nullable String describe(List<Change> changes) {
    return changes.isEmpty()
        ? null
        : String.join(
            ", ", changes.stream().map(change -> change.op() + " " + change.path()).toList());
  }

  /** {@code host/owner/repo} rather than {@code owner/repo}. */
  private static boolean hasHost(String repo) {
    int first = repo.indexOf('/');
    return first > 0 && repo.lastIndexOf('.', first) > 0 && repo.indexOf('/', first + 1) > 0;
  }

  private static @Nullable String owner(String repo) {
    String path = hasHost(repo) ? repo.substring(repo.indexOf('/') + 1) : repo;
    int slash = path.indexOf('/');
    return slash > 0 ? path.substring(0, slash) : null;
  }

  /**
   * @param op git's letter: A added, M modified, D deleted, R renamed, C copied
   */
  private record Change(String op, String path) {
    boolean is(String letter) {
      return op.toUpperCase(Locale.ROOT).startsWith(letter);
    }
  }
}
