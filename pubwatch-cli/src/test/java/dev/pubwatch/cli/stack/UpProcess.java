package dev.pubwatch.cli.stack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ./pubwatch up} as a process; the launcher becomes the JVM, so its id is the JVM's. */
final class UpProcess implements AutoCloseable {
  private static final Path LAUNCHER =
      Path.of(System.getProperty("pubwatch.root", "..")).toAbsolutePath().resolve("pubwatch");
  private static final long PATIENCE_SECONDS = 180;

  /** Not one that another alert follows. */
  private static final Pattern ALERT_ID = Pattern.compile(" bits  pw-[0-9a-f]{24}");

  private final Process process;
  private final Path out;
  private final Path err;

  private UpProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts it; what it prints goes to files in the folder, anew. */
  static UpProcess start(Path folder, String... arguments) throws IOException {
    Path out = folder.resolve("up.out");
    Path err = folder.resolve("up.err");
    ProcessBuilder builder = new ProcessBuilder(LAUNCHER.toString(), "up");
    builder.command().addAll(List.of(arguments));
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("PUBWATCH_NO_BUILD", "1");
    return new UpProcess(builder.start(), out, err);
  }

  /** The same, once everything is up. */
  UpProcess awaitUp() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!stderr().contains("Ctrl-C stops")) {
      assertTrue(process.isAlive(), stderr());
      assertTrue(System.nanoTime() < deadline, stderr());
      Thread.sleep(100);
    }
    return this;
  }

  String bootstrap() throws IOException {
    return address("kafka");
  }

  String registryUrl() throws IOException {
    return address("schema registry");
  }

  private String address(String part) throws IOException {
    Matcher matcher = Pattern.compile("(?m)^ {2}" + part + " +(\\S+) ").matcher(stderr());
    assertTrue(matcher.find(), stderr());
    return matcher.group(1);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** How many alerts it has printed: each names its id once. */
  long alertsPrinted() throws IOException {
    return ALERT_ID.matcher(stdout()).results().count();
  }

  String stdout() throws IOException {
    return Files.readString(out);
  }

  String stderr() throws IOException {
    return Files.readString(err);
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** SIGTERM, or SIGINT: both ask for the same. */
  void terminate() {
    process.destroy();
  }

  /** The exit code. */
  int awaitExit() throws IOException, InterruptedException {
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), stderr());
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    if (process.isAlive()) {
      kill();
    }
  }
}
