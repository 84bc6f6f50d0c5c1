package dev.pubwatch.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code ./pubwatch} as a process, the way a person at a shell would. */
public final class Script {
  private static final long PATIENCE_SECONDS = 120;
  private static final Path ROOT =
      Path.of(System.getProperty("pubwatch.root", "..")).toAbsolutePath();
  private static final File NOTHING = new File("/dev/null");

  private final Path folder;
  private File input = NOTHING;

  /**
   * A script that is called from that folder.
   *
   * @param folder empty and writable
   */
  public Script(Path folder) {
    this.folder = folder;
  }

  static Path launcher() {
    return ROOT.resolve("pubwatch");
  }

  /** What came of a run. */
  public record Result(int exitCode, String out, String err) {}

  /** The same with a file as stdin. */
  public Script reading(Path file) {
    Script script = new Script(folder);
    script.input = file.toFile();
    return script;
  }

  public Result run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher().toString()));
    command.addAll(Arrays.asList(arguments));
    return start(command);
  }

  /** Runs a line of shell in which {@code $pubwatch} is the launcher. */
  public Result shell(String line) throws IOException, InterruptedException {
    return start(List.of("bash", "-c", line));
  }

  private Result start(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(input)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    // The build that runs this test has built what the launcher needs.
    builder
        .environment()
        .putAll(Map.of("PUBWATCH_NO_BUILD", "1", "PUBWATCH_JAVA_OPTS", "-Xmx512m"));
    builder.environment().put("PUBWATCH_HASH_KEY", "only for this test, no secret");
    builder.environment().put("pubwatch", launcher().toString());
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running after " + PATIENCE_SECONDS + " s: " + command);
    }
    return new Result(process.exitValue(), take(out), take(err));
  }

  private static String take(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    Files.delete(file);
    return text;
  }
}
