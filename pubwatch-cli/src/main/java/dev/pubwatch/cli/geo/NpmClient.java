package dev.pubwatch.cli.geo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubwatch.cli.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Fetches a package through the operator's own npm client, so from the registry that it is set to
 * and with its proxies and credentials. Nothing of the package is run.
 */
final class NpmClient {
  private static final long DEADLINE_MINUTES = 15;
  private static final int MAX_REASON = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String program;
  private final Path folder;

  /**
   * @param program npm, by name or path
   * @param folder where packages are put
   */
  NpmClient(String program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /**
   * A package that was fetched.
   *
   * @param integrity as the registry states it; the file has it
   */
  record Fetched(String version, String integrity, Path tarball) {}

  /**
   * Fetches the newest version.
   *
   * @throws CommandFailure when npm is missing, offline, or what came is not what was announced
   */
  Fetched fetch(String name) throws IOException, InterruptedException {
    JsonNode wanted = json(name, run(name, "view", name, "version", "dist.integrity", "--json"));
    String version = wanted.path("version").asText("");
    String integrity = wanted.path("dist.integrity").asText("");
    if (version.isEmpty() || !integrity.startsWith("sha512-")) {
      throw new CommandFailure(
          "npm states no version or no SHA-512 of %s: it was not fetched".formatted(name));
    }
    String exact = name + "@" + version;
    JsonNode packed =
        json(
            name,
            run(
                name,
                "pack",
                exact,
                "--json",
                "--ignore-scripts",
                "--pack-destination",
                folder.toString()));
    Path tarball = tarball(name, version);
    if (!Files.isRegularFile(tarball)) {
      throw new CommandFailure(
          "npm pack %s did not write %s, it said %s"
              .formatted(exact, tarball.getFileName(), brief(packed.toString())));
    }
    verify(exact, tarball, integrity);
    return new Fetched(version, integrity, tarball);
  }

  /** As npm names it: the scope's at and slash become nothing and a dash. */
  private Path tarball(String name, String version) {
    return folder.resolve(name.replace("@", "").replace("/", "-") + "-" + version + ".tgz");
  }

  private static void verify(String name, Path tarball, String integrity) throws IOException {
    byte[] expected = Base64.getDecoder().decode(integrity.substring("sha512-".length()));
    try {
      MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
      try (var in = Files.newInputStream(tarball)) {
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          sha512.update(buffer, 0, n);
        }
      }
      if (!Arrays.equals(expected, sha512.digest())) {
        throw new CommandFailure(
            "%s does not have the SHA-512 that its registry states: it was not installed"
                .formatted(name));
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-512", e);
    }
  }

  private String run(String name, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("npm.out");
    Path err = folder.resolve("npm.err");
    Process npm;
    try {
      npm =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
    } catch (IOException e) {
      throw new CommandFailure(
          "npm is missing: install it (for example Debian's npm), or download databases yourself"
              + " and give them with --from FILE.mmdb",
          e);
    }
    try {
      if (!npm.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES)) {
        throw new CommandFailure(
            "npm did not fetch %s within %d minutes".formatted(name, DEADLINE_MINUTES));
      }
    } finally {
      npm.destroy();
    }
    if (npm.exitValue() != 0) {
      throw new CommandFailure(
          "npm cannot fetch %s (%s); without a network, give databases with --from FILE.mmdb"
              .formatted(name, reason(Files.readString(err, StandardCharsets.UTF_8))));
    }
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  /** npm's error code; what else it says names hosts and folders. */
  private static String reason(String said) {
    return said.lines()
        .filter(line -> line.contains("error code ") || line.contains("ERR! code "))
        .map(line -> line.substring(line.indexOf("code ") + 5).strip())
        .findFirst()
        .map(NpmClient::brief)
        .orElse("no reason given");
  }

  private static JsonNode json(String name, String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new CommandFailure(
          "npm's answer for %s is no JSON: %s".formatted(name, brief(text)), e);
    }
  }

  private static String brief(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", " ").strip();
    return clean.length() <= MAX_REASON ? clean : clean.substring(0, MAX_REASON) + "…";
  }
}
