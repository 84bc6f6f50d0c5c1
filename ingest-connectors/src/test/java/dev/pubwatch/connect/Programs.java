package dev.pubwatch.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs other people's programs in a folder and with an environment of the test. */
public final class Programs {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final Path folder;
  private final Map<String, String> environment;

  public Programs(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  /** How a program ended, and what it printed on either output. */
  public record Outcome(int exit, String output) {}

  /** What holds once a server is ready. */
  public interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  /** Skips the test where a program is not installed. */
  public static void assumeInstalled(String program, String argument) throws InterruptedException {
    boolean found;
    try {
      Process process =
          new ProcessBuilder(program, argument)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      found = process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
      process.destroyForcibly();
    } catch (IOException e) {
      found = false;
    }
    assumeTrue(found, program + " is not installed here");
  }

  /** Runs a program to its end, whatever that is. */
  public Outcome run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "run", ".txt");
    Process process = launch(output, command);
    try {
      assertTrue(
          process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS),
          () -> String.join(" ", command) + " did not end");
      return new Outcome(process.exitValue(), Files.readString(output));
    } finally {
      process.destroyForcibly();
    }
  }

  /** Runs a program that must end well. */
  public void must(String... command) throws IOException, InterruptedException {
    Outcome outcome = run(command);
    assertEquals(0, outcome.exit(), () -> String.join(" ", command) + ": " + outcome.output());
  }

  /** Starts a program that goes on; what it prints is added to a file. */
  public Process launch(Path output, String... command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Waits until a server that was started is ready. */
  public static void await(Process server, Path output, Condition ready)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!ready.holds()) {
      if (!server.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("a server is not ready: " + Files.readString(output));
      }
      Thread.sleep(50);
    }
  }

  /** A port of loopback that nobody listens on. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
