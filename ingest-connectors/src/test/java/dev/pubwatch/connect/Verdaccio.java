package dev.pubwatch.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Verdaccio, installed with npm into a folder and run on loopback, and npm as its client. */
final class Verdaccio implements AutoCloseable {
  /** A later node-fetch cannot be had everywhere; Verdaccio never asks it anything here. */
  private static final String MANIFEST =
      """
      {"private": true, "dependencies": {"verdaccio": "6"}, "overrides": {"node-fetch": "2.6.7"}}
      """;

  private static final String CONFIG =
      """
      storage: ./storage
      auth: {htpasswd: {file: ./htpasswd}}
      uplinks: {}
      packages:
        '@locked/*': {access: $all, publish: nobody}
        '**': {access: $all, publish: $authenticated, unpublish: $authenticated}
      server: {trustProxy: '127.0.0.1'}
      log: {type: file, path: ./verdaccio.log, format: json, level: http}
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final URI url;
  private final Process process;
  private final Programs npm;

  private Verdaccio(Path folder, int port, Process process) {
    this.folder = folder;
    this.url = URI.create("http://127.0.0.1:" + port + "/");
    this.process = process;
    this.npm = new Programs(folder, environment());
  }

  /** Installs and starts it; skips the test where npm cannot. */
  static Verdaccio start(Path folder) throws IOException, InterruptedException {
    Programs.assumeInstalled("node", "--version");
    Programs.assumeInstalled("npm", "--version");
    Files.writeString(folder.resolve("package.json"), MANIFEST);
    Files.writeString(folder.resolve("config.yaml"), CONFIG);
    Programs programs = new Programs(folder, Map.of());
    Programs.Outcome installed =
        programs.run(
            "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline");
    assumeTrue(
        installed.exit() == 0, () -> "npm cannot install Verdaccio here: " + installed.output());
    int port = Programs.freePort();
    Path output = folder.resolve("output.txt");
    Process process =
        programs.launch(
            output,
            "node",
            "node_modules/verdaccio/bin/verdaccio",
            "--config",
            "config.yaml",
            "--listen",
            "127.0.0.1:" + port);
    Verdaccio verdaccio = new Verdaccio(folder, port, process);
    Programs.await(process, output, verdaccio::answers);
    return verdaccio;
  }

  /** So that npm neither reads nor writes what the machine's user has. */
  private Map<String, String> environment() {
    return Map.of(
        "npm_config_userconfig", folder.resolve("npmrc").toString(),
        "npm_config_cache", folder.resolve("cache").toString(),
        "npm_config_registry", url.toString(),
        "npm_config_noproxy", "127.0.0.1",
        "npm_config_update_notifier", "false");
  }

  Path log() {
    return folder.resolve("verdaccio.log");
  }

  private boolean answers() throws InterruptedException {
    try {
      return send("GET", "-/ping", "").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Makes a user, or signs one in, and gives npm its token. */
  String signIn(String user, String password) throws IOException, InterruptedException {
    HttpResponse<String> answer = put(user, password);
    assertEquals(201, answer.statusCode(), answer::body);
    String token = new ObjectMapper().readTree(answer.body()).path("token").asText();
    String host = url.getRawAuthority();
    Files.writeString(folder.resolve("npmrc"), "//%s/:_authToken=%s\n".formatted(host, token));
    return token;
  }

  /** The answer to a name and a password. */
  HttpResponse<String> put(String user, String password) throws IOException, InterruptedException {
    String body = "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(user, password);
    return send("PUT", "-/user/org.couchdb.user:" + user, body, "Content-Type", "application/json");
  }

  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(path)).method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** {@code npm publish} of a package with nothing in it. */
  Programs.Outcome publish(String name, String version) throws IOException, InterruptedException {
    Path project = Files.createTempDirectory(folder, "project");
    Files.writeString(
        project.resolve("package.json"),
        "{\"name\":\"%s\",\"version\":\"%s\"}".formatted(name, version));
    return new Programs(project, environment()).run("npm", "publish");
  }

  void npm(String... arguments) throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = "npm";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    npm.must(command);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
