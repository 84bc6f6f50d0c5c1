package dev.pubwatch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a clone of a few files, with a Java and a Maven that only tell what they got. */
class LauncherTest {
  private static final String MAVEN =
      """
      #!/bin/sh
      echo run >>../maven-runs
      sleep 0.2
      mkdir -p pubwatch-cli/target/lib
      echo jar >pubwatch-cli/target/pubwatch-cli.jar
      echo ours >pubwatch-cli/target/lib/pubwatch-cli-1.jar
      echo theirs >pubwatch-cli/target/lib/kafka-1.jar
      """;
  private static final String JAVA =
      """
      #!/bin/sh
      for argument in "$@"; do printf '%s\\n' "$argument"; done
      env | grep -c JAVA_TOOL_OPTIONS >&2
      exit 3
      """;

  private static final List<String> TOOLS =
      List.of(
          "awk",
          "bash",
          "cat",
          "cp",
          "date",
          "dirname",
          "env",
          "find",
          "flock",
          "grep",
          "head",
          "ln",
          "ls",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sh",
          "sleep",
          "tail",
          "touch");
  private static final String BROKEN_MAVEN =
      """
      #!/bin/sh
      echo run >>../maven-runs
      echo '[ERROR] X.java:[1,2] no such thing'
      echo '[ERROR] For more information'
      exit 1
      """;

  @TempDir private Path temporary = Path.of("");
  private Path clone = Path.of("");
  private Path jdk = Path.of("");

  @BeforeEach
  void copyOfTheLauncherWithStandIns() throws IOException {
    Path folder = temporary.toRealPath().resolve("a folder");
    clone = Files.createDirectories(folder.resolve("clone"));
    jdk = Files.createDirectories(folder.resolve("jdk"));
    executable(clone.resolve("pubwatch"), Files.readString(Script.launcher()));
    write(clone.resolve("pom.xml"), "");
    write(clone.resolve("pubwatch-cli/pom.xml"), "");
    write(source(), "");
    executable(folder.resolve("bin/mvn"), MAVEN);
    executable(jdk.resolve("bin/java"), JAVA);
    executable(jdk.resolve("bin/javac"), "");
    write(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"17.0.1\"\n");
  }

  @Test
  void buildsOnceThenOnlyWhenASourceChanged() throws Exception {
    run("version");
    run("version");
    assertEquals(1, mavenRuns());

    Files.setLastModifiedTime(source(), FileTime.from(Instant.now().plusSeconds(60)));
    run("version");
    assertEquals(2, mavenRuns());
  }

  @Test
  void aBuildLeavesTheJarsOfARunningOneAlone() throws Exception {
    Path running = classPath(run("version"));
    Files.delete(source());
    Path next = classPath(run("version"));

    assertNotEquals(running, next);
    assertEquals("jar\n", Files.readString(running));
    assertEquals("theirs\n", Files.readString(running.resolveSibling("lib/kafka-1.jar")));
    assertFalse(
        Files.isSameFile(
            running.resolveSibling("lib/pubwatch-cli-1.jar"),
            next.resolveSibling("lib/pubwatch-cli-1.jar")));
  }

  private static Path classPath(Script.Result result) {
    List<String> arguments = result.out().lines().toList();
    return Path.of(arguments.get(arguments.indexOf("-cp") + 1));
  }

  @Test
  void aRemovedSourceIsAChange() throws Exception {
    run("version");
    Files.delete(source());
    run("version");
    assertEquals(2, mavenRuns());
  }

  @Test
  void twoFirstRunsAtOnceBuildOnce() throws Exception {
    Process one = start(Map.of(), "version");
    Process other = start(Map.of(), "version");
    assertEquals(3, end(one).exitCode());
    assertEquals(3, end(other).exitCode());
    assertEquals(1, mavenRuns());
  }

  @Test
  void twoFirstRunsAtOnceBuildOnceWithoutFlockToo() throws Exception {
    String path = clone.resolveSibling("bin") + ":" + toolsOnly(List.of("flock"));
    Process one = start(Map.of("PATH", path), "version");
    Process other = start(Map.of("PATH", path), "version");
    assertEquals(3, end(one).exitCode());
    assertEquals(3, end(other).exitCode());
    assertEquals(1, mavenRuns());
  }

  @Test
  void argumentsAndExitCodePassThrough() throws Exception {
    Script.Result result = run("replay", "two words", "", "*", "$HOME");

    assertEquals(3, result.exitCode());
    List<String> got = result.out().lines().toList();
    assertEquals(
        List.of("replay", "two words", "", "*", "$HOME"), got.subList(got.size() - 5, got.size()));
    assertTrue(got.contains("-Dpubwatch.home=" + clone), result.out());
  }

  @Test
  void tellsJavaWhereAPersonLooks() throws Exception {
    assertTrue(run("version").out().contains("-Dpubwatch.terminals=\n"));
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "needs a pseudo terminal");
    String line = "'" + clone.resolve("pubwatch") + "' version";
    Script.Result result =
        end(start(Map.of(), List.of("script", "-q", "-e", "-c", line, "/dev/null")));
    assertTrue(result.out().contains("-Dpubwatch.terminals=12"), result.out());
  }

  @Test
  void isFoundThroughSymlinks() throws Exception {
    Path links = Files.createDirectories(temporary.resolve("links"));
    Files.createSymbolicLink(links.resolve("absolute"), clone.resolve("pubwatch"));
    Files.createSymbolicLink(links.resolve("pw"), Path.of("absolute"));

    Script.Result result = end(start(Map.of(), List.of(links.resolve("pw").toString(), "version")));
    assertTrue(result.out().contains("-Dpubwatch.home=" + clone + "\n"), result.out());
  }

  @Test
  void whatJavaWouldTalkAboutIsGivenAsArguments() throws Exception {
    Script.Result result =
        end(
            start(
                Map.of("JAVA_TOOL_OPTIONS", "-Da=b", "PUBWATCH_JAVA_OPTS", "-Xmx7g -XX:+UseG1GC"),
                "replay"));

    assertTrue(result.out().contains("-Da=b\n-Xmx7g\n-XX:+UseG1GC\n"), result.out());
    assertTrue(!result.out().contains("UseParallelGC"), result.out());
    assertTrue(result.err().endsWith("0\n"), result.err());
  }

  @Test
  void aFailedBuildShowsItsErrorsAndIsTriedAgain() throws Exception {
    executable(temporary.toRealPath().resolve("a folder/bin/mvn"), BROKEN_MAVEN);

    Script.Result result = run("version");

    assertEquals(1, result.exitCode());
    assertEquals("", result.out());
    assertTrue(result.err().endsWith("[ERROR] X.java:[1,2] no such thing\n"), result.err());
    assertEquals(1, run("version").exitCode());
    assertEquals(2, mavenRuns());
  }

  @Test
  void whatIsMissingIsOneSentence() throws Exception {
    assertComplaint("JAVA_HOME is /nonexistent, but", Map.of("JAVA_HOME", "/nonexistent"));
    assertComplaint("nothing is built and PUBWATCH_NO_BUILD=1", Map.of("PUBWATCH_NO_BUILD", "1"));
    Files.delete(temporary.toRealPath().resolve("a folder/bin/mvn"));
    assertComplaint("Maven is missing", Map.of("PATH", toolsOnly(List.of())));
    write(jdk.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    assertComplaint("Java 17 or later is needed, but", Map.of());
    write(jdk.resolve("release"), "JAVA_VERSION=\"1.8.0_392\"\n");
    assertComplaint("Java 17 or later is needed, but", Map.of());
  }

  /** A folder with the tools that the launcher calls, without some. */
  private String toolsOnly(List<String> missing) throws IOException {
    Path tools = Files.createDirectories(temporary.toRealPath().resolve("tools"));
    for (String tool : TOOLS) {
      Path real = Path.of("/usr/bin", tool);
      if (Files.exists(real) && !missing.contains(tool)) {
        executable(tools.resolve(tool), "#!/bin/sh\nexec " + real + " \"$@\"\n");
      }
    }
    return tools.toString();
  }

  private void assertComplaint(String beginning, Map<String, String> environment) throws Exception {
    Script.Result result = end(start(environment, "version"));
    assertEquals(1, result.exitCode());
    assertEquals("", result.out());
    assertTrue(result.err().startsWith("pubwatch: " + beginning), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  private Path source() {
    return clone.resolve("pubwatch-cli/src/main/java/X.java");
  }

  private long mavenRuns() throws IOException {
    return Files.readAllLines(clone.resolveSibling("maven-runs")).size();
  }

  private Script.Result run(String... arguments) throws Exception {
    return end(start(Map.of(), arguments));
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(clone.resolve("pubwatch").toString()));
    command.addAll(List.of(arguments));
    return start(environment, command);
  }

  private Process start(Map<String, String> environment, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
    Map<String, String> inherited = new TreeMap<>(builder.environment());
    builder.environment().clear();
    builder.environment().put("PATH", clone.resolveSibling("bin") + ":" + inherited.get("PATH"));
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Script.Result end(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return new Script.Result(process.exitValue(), out, err);
  }

  private static void executable(Path file, String text) throws IOException {
    write(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
