package dev.pubwatch.cli.investigate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.terminal.FakeTerminal;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.connect.http.NpmRegistry;
import dev.pubwatch.connect.http.NpmRegistry.Document;
import dev.pubwatch.connect.http.NpmRegistry.FetchException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class InvestigateCommandTest {
  private static final int MAX_BYTES = 1 << 20;

  @TempDir private Path folder = Path.of("");
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final List<Duration> slept = new ArrayList<>();
  private FakeTerminal fake = FakeTerminal.piped();
  private Instant now = Instant.parse("2026-03-02T09:00:00Z");

  @BeforeEach
  void quietLogs() throws IOException {
    fake = FakeTerminal.piped();
    Files.writeString(
        folder.resolve("pubwatch.yaml"), "data:\n  dir: " + folder.resolve("data") + "\n");
  }

  @AfterEach
  void restore() {
    System.setOut(out);
    System.setErr(err);
  }

  private int run(String url, String... arguments) {
    Terminal terminal = fake.terminal();
    List<String> all =
        new ArrayList<>(
            List.of("--registry", url, "--config", folder.resolve("pubwatch.yaml").toString()));
    all.addAll(Arrays.asList(arguments));
    return new CommandLine(new InvestigateCommand(terminal, Map.of(), slept::add))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .setExecutionExceptionHandler(
            (e, line, parsed) -> {
              terminal.err().println(e.getMessage());
              return 1;
            })
        .execute(all.toArray(new String[0]));
  }

  @Test
  void tellsWhatIsOddInAPackageAndAsksAgainOnlyWhetherItChanged() throws Exception {
    try (NpmServer server = new NpmServer()) {
      server.add("@acme/tool", 60, true);
      assertEquals(0, run(server.url(), "@acme/tool"), fake.err());
      assertTrue(fake.out().contains("pkg:npm/%40acme/tool@1.59.0"), fake.out());
      assertTrue(fake.out().contains("mallory"), fake.out());
      assertTrue(fake.err().contains("@acme/tool: fetched"), fake.err());
      assertEquals(List.of("/@acme%2Ftool null"), server.asked());

      String first = fake.out();
      fake = FakeTerminal.piped();
      assertEquals(3, run(server.url(), "--fail-on", "low", "--json", "@acme/tool"), fake.err());
      assertTrue(fake.out().startsWith("{\"alert_id\":"), fake.out());
      assertTrue(fake.err().contains("unchanged"), fake.err());
      assertEquals("/@acme%2Ftool \"one\"", server.asked().get(1));
      assertTrue(!first.isEmpty());
    }
  }

  @Test
  void aPackageThatIsNotThereIsTold() throws Exception {
    try (NpmServer server = new NpmServer()) {
      assertEquals(1, run(server.url(), "left-pod"));
      assertTrue(
          fake.err().contains("there is no package left-pod at " + server.url()), fake.err());
      assertEquals("", fake.out());
      assertEquals(1, server.asked().size(), "404 is an answer");
    }
  }

  @Test
  void aRegistryThatCannotBeReachedIsTold() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertEquals(1, run("http://127.0.0.1:" + port, "left-pad"));
    assertTrue(fake.err().contains("left-pad: http://127.0.0.1:" + port), fake.err());
    assertTrue(fake.err().contains("asked 4 times"), fake.err());
  }

  @ParameterizedTest
  @CsvSource({
    "https://user:secret@registry.example, no user",
    "ftp://registry.example, https://",
    "registry.example, https://",
    "'https://regi stry', no URL",
  })
  void aWrongAddressIsWrongUsage(String url, String fault) {
    assertEquals(2, run(url, "left-pad"));
    assertTrue(fake.err().contains(fault) || fault.isEmpty(), fake.err());
    assertTrue(!fake.err().contains("secret"), fake.err());
  }

  @ParameterizedTest
  @CsvSource({"../etc", "a/b", "'a b'", "@scope", "a?b", "%2e%2e"})
  void aNameThatNoPackageHasIsWrongUsage(String name) {
    assertEquals(2, run("http://127.0.0.1:1", name));
  }

  private NpmRegistry registry(NpmServer server, int maxBytes) {
    return new NpmRegistry(
        URI.create(server.url()),
        Duration.ofSeconds(10),
        maxBytes,
        () -> now,
        time -> {
          slept.add(time);
          now = now.plus(time);
        });
  }

  @Test
  void waitsAsLongAsTheRegistryAsksAndNoMoreThanItShould() throws Exception {
    try (NpmServer server = new NpmServer();
        NpmRegistry registry = registry(server, MAX_BYTES)) {
      server.add("left-pad", 1, false);
      server.fail(
          exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            exchange.sendResponseHeaders(429, -1);
          });
      assertTrue(Objects.requireNonNull(registry.packument("left-pad", "").body()).length > 0);
      assertEquals(List.of(Duration.ofSeconds(7)), slept);

      server.fail(
          exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "3600");
            exchange.sendResponseHeaders(429, -1);
          });
      FetchException e = failure(registry, "left-pad");
      assertTrue(String.valueOf(e.getMessage()).contains("asks to wait 3,600 s"), e.getMessage());
    }
  }

  @Test
  void asksTenAtOnceAndThenSlowly() throws Exception {
    try (NpmServer server = new NpmServer();
        NpmRegistry registry = registry(server, MAX_BYTES)) {
      server.add("left-pad", 1, false);
      for (int i = 0; i < 12; i++) {
        registry.packument("left-pad", "\"one\"");
      }
      assertEquals(List.of(Duration.ofSeconds(6), Duration.ofSeconds(6)), slept);
    }
  }

  @Test
  void aBodyThatBreaksOffIsAskedForAgainAndNeverTakenForWhole() throws Exception {
    try (NpmServer server = new NpmServer();
        NpmRegistry registry = registry(server, MAX_BYTES)) {
      server.add("left-pad", 1, false);
      NpmServer.Fault truncated =
          exchange -> {
            exchange.sendResponseHeaders(200, 5_000);
            exchange.getResponseBody().write("{\"name\":".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
          };
      server.fail(truncated);
      Document document = registry.packument("left-pad", "");
      assertTrue(
          new String(Objects.requireNonNull(document.body()), StandardCharsets.UTF_8)
              .endsWith("}"));
      for (int i = 0; i < 4; i++) {
        server.fail(truncated);
      }
      assertTrue(
          String.valueOf(failure(registry, "left-pad").getMessage()).contains("asked 4 times"));
    }
  }

  @Test
  void aBodyWithoutEndIsHungUpOn() throws Exception {
    try (NpmServer server = new NpmServer();
        NpmRegistry registry = registry(server, 1_000)) {
      server.add("left-pad", 100, false);
      FetchException e = failure(registry, "left-pad");
      assertTrue(
          String.valueOf(e.getMessage()).contains("longer than the 1,000 bytes"), e.getMessage());
    }
  }

  @Test
  void aRedirectToAnotherHostIsRefused() throws Exception {
    try (NpmServer server = new NpmServer();
        NpmRegistry registry = registry(server, MAX_BYTES)) {
      server.fail(
          exchange -> {
            exchange.getResponseHeaders().set("Location", "http://203.0.113.9/left-pad");
            exchange.sendResponseHeaders(302, -1);
          });
      FetchException e = failure(registry, "left-pad");
      assertTrue(String.valueOf(e.getMessage()).contains("203.0.113.9"), e.getMessage());
    }
  }

  private static FetchException failure(NpmRegistry registry, String name)
      throws InterruptedException {
    try {
      registry.packument(name, "");
    } catch (FetchException e) {
      return e;
    }
    throw new AssertionError("it was fetched");
  }

  @Test
  void theRegistryIsTheOneThatNpmAsks() throws Exception {
    Path here = Files.createDirectory(folder.resolve("here"));
    Path home = Files.createDirectory(folder.resolve("home"));
    Map<String, String> environment = Map.of("HOME", home.toString());
    assertEquals("https://registry.npmjs.org/", NpmSettings.registry(environment, here));
    Files.writeString(
        home.resolve(".npmrc"), "//h.example/:_authToken=x\nregistry = https://home.example/\n");
    assertEquals("https://home.example/", NpmSettings.registry(environment, here));
    Files.writeString(here.resolve(".npmrc"), "registry=\"https://here.example/\"\n");
    assertEquals("https://here.example/", NpmSettings.registry(environment, here));
    assertEquals(
        "https://env.example/",
        NpmSettings.registry(Map.of("npm_config_registry", "https://env.example/"), here));
  }
}
