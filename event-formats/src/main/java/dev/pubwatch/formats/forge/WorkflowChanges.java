package dev.pubwatch.formats.forge;

import dev.pubwatch.formats.json.EventDraft;
import dev.pubwatch.formats.json.JsonFields;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the commits of a push did to files that tell CI what to run. */
final class WorkflowChanges {
  private static final Pattern CI_FILE =
      Pattern.compile(
          "\\.(?:github|gitea|forgejo)/workflows/.{1,400}\\.ya?ml|(?:.{1,400}/)?\\.gitlab-ci\\.yml");

  private final Map<String, String> letterByPath = new TreeMap<>();

  private WorkflowChanges() {}

  /** Reads {@code commits[].added}, {@code modified} and {@code removed}. */
  static WorkflowChanges of(List<JsonFields> commits) {
    WorkflowChanges changes = new WorkflowChanges();
    for (JsonFields commit : commits) {
      changes.add(commit, "modified", "M");
      changes.add(commit, "removed", "D");
      changes.add(commit, "added", "A");
    }
    return changes;
  }

  private void add(JsonFields commit, String field, String letter) {
    for (String path : commit.texts(field)) {
      if (CI_FILE.matcher(path).matches()) {
        letterByPath.put(path, letter);
      }
    }
  }

  boolean isEmpty() {
    return letterByPath.isEmpty();
  }

  /** A push that adds a file creates, one that only removes deletes, any other updates. */
  String action() {
    Set<String> letters = new TreeSet<>(letterByPath.values());
    if (letters.contains("A")) {
      return "workflow:create";
    }
    return letters.equals(Set.of("D")) ? "workflow:delete" : "workflow:update";
  }

  /** Fills in the file that stands for the push and all of them as an attribute. */
  void fill(EventDraft out) {
    out.ci().setWorkflow(first());
    StringBuilder all = new StringBuilder();
    letterByPath.forEach(
        (path, letter) ->
            all.append(all.isEmpty() ? "" : ", ").append(letter).append(' ').append(path));
    out.attribute("workflow_changes", all);
  }

  /** One that was added, else changed, else removed. */
  private @Nullable String first() {
    for (String letter : List.of("A", "M", "D")) {
      for (Map.Entry<String, String> change : letterByPath.entrySet()) {
        if (change.getValue().equals(letter)) {
          return change.getKey();
        }
      }
    }
    return null;
  }
}
