package dev.pubwatch.cli.doctor;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Programs that pubwatch, its build or its tests call. */
final class ToolChecks {
  private static final int OLDEST_JAVA = 17;
  private static final Path DOCKER_SOCKET = Path.of("/var/run/docker.sock");

  private final Map<String, String> environment;

  ToolChecks(Map<String, String> environment) {
    this.environment = environment;
  }

  List<Finding> run() {
    return List.of(java(Runtime.version().feature()), maven(), docker());
  }

  static Finding java(int feature) {
    String found = System.getProperty("java.version") + " in " + System.getProperty("java.home");
    return feature >= OLDEST_JAVA
        ? Finding.ok("Java", found)
        : Finding.problem("Java", found + "; install a JDK " + OLDEST_JAVA + " or later");
  }

  private Finding maven() {
    return onPath("mvn")
        .map(file -> Finding.ok("Maven", file.toString()))
        .orElse(
            Finding.note(
                "Maven", "not on the PATH; what is built runs, but a change cannot be built"));
  }

  private Finding docker() {
    String host = environment.getOrDefault("DOCKER_HOST", "");
    if (!host.isEmpty()) {
      return Finding.ok("Docker", "DOCKER_HOST is " + host);
    }
    if (Files.isWritable(DOCKER_SOCKET)) {
      return Finding.ok("Docker", DOCKER_SOCKET.toString());
    }
    return Finding.note(
        "Docker",
        "not reachable; only the container tests of 'mvn verify' need it and are skipped");
  }

  private Optional<Path> onPath(String program) {
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path file = Path.of(folder, program);
      if (!folder.isEmpty() && Files.isExecutable(file) && Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
