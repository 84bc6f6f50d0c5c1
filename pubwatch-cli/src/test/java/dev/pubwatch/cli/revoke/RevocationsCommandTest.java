package dev.pubwatch.cli.revoke;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.AlertKind;
import dev.pubwatch.events.AlertStatus;
import dev.pubwatch.events.EvidenceEvent;
import dev.pubwatch.events.ResponseAction;
import dev.pubwatch.events.Severity;
import dev.pubwatch.events.Verdict;
import dev.pubwatch.events.VerdictKind;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.schemas.AvroTrust;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole command over files of a replay, and a registry that is a real HTTP server. */
class RevocationsCommandTest {
  private static final String SECRET = "a responder's secret of enough length";
  private static final Instant AT = Instant.parse("2024-03-01T10:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    AvroTrust.init();
  }

  private record Received(String id, String key, String timestamp, String signature, String body) {}

  @TempDir private Path folder = Path.of("");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();
  private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
  private final List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer server = loopbackServer();

  private static HttpServer loopbackServer() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() throws IOException {
    server.createContext("/", this::answer);
    server.start();
    Files.write(
        folder.resolve("alerts"),
        Stream.of(
                alert("pw-1", 1, Severity.high, "pkg:npm/a", "hmac:one"),
                alert("pw-1", 2, Severity.high, "pkg:npm/a", "hmac:two"),
                alert("pw-2", 1, Severity.low, "pkg:npm/b", "hmac:one"),
                alert("pw-3", 1, Severity.critical, "=cmd|' /C calc'!A0", "@SUM(A1)"))
            .map(CanonicalJson::write)
            .toList());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    received.add(
        new Received(
            exchange.getRequestHeaders().getFirst("webhook-id"),
            exchange.getRequestHeaders().getFirst("idempotency-key"),
            exchange.getRequestHeaders().getFirst("webhook-timestamp"),
            exchange.getRequestHeaders().getFirst("webhook-signature"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    exchange.sendResponseHeaders(statuses.isEmpty() ? 202 : statuses.remove(0), -1);
    exchange.close();
  }

  private static Alert alert(
      String id, int revision, Severity severity, String project, String credential) {
    Alert alert = new Alert();
    alert.setAlertId(id);
    alert.setRevision(revision);
    alert.setStatus(revision == 1 ? AlertStatus.open : AlertStatus.updated);
    alert.setKind(id.equals("pw-3") ? AlertKind.exposure : AlertKind.anomaly);
    alert.setSeverity(severity);
    alert.setTitle(project + ": [odd](http://evil.example) @everyone");
    alert.setSummary("summary `of` " + id);
    alert.setScoreBits(12.0);
    alert.setPValue(0.001);
    alert.setExpectedPerDay(0.1);
    alert.setDetectedAt(AT.plusSeconds(revision));
    alert.setFirstEventAt(AT);
    alert.setLastEventAt(AT.plusSeconds(revision));
    alert.setProject(project);
    alert.setSignals(List.of());
    alert.setTechniques(List.of());
    alert.setResponse(
        List.of(
            new ResponseAction("revoke_credential", credential, "it did release:publish"),
            new ResponseAction("ask_owner", "ann", "over another channel")));
    alert.setEvents(
        List.of(
            new EvidenceEvent(id + "-e" + revision, project, "1.0", AT, "release:publish", "npm")));
    return alert;
  }

  private int run(String... arguments) {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(complaints, true, StandardCharsets.UTF_8),
            false,
            false,
            false,
            () -> 80);
    List<String> all = new ArrayList<>(List.of("--alerts", folder.resolve("alerts").toString()));
    all.addAll(Arrays.asList(arguments));
    Map<String, String> environment = Map.of("PUBWATCH_RESPONDER_SECRET", SECRET);
    return new CommandLine(new RevocationsCommand(terminal, environment))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(
            (thrown, command, parsed) -> {
              err.append(thrown.getMessage());
              return 1;
            })
        .execute(all.toArray(new String[0]));
  }

  private String told() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private Path audit() {
    return folder.resolve("audit.jsonl");
  }

  private String[] post(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--post",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/revoke",
                "--audit",
                audit().toString()));
    all.addAll(Arrays.asList(more));
    return all.toArray(new String[0]);
  }

  @Test
  void csvHasALineACredentialMostSevereFirstAndNoFormula() {
    assertEquals(0, run());
    List<String> lines = told().lines().toList();
    assertEquals(RevocationText.CSV_HEAD, lines.get(0));
    assertTrue(lines.get(1).startsWith("\"'@SUM(A1)\",\"critical\",\"exposure\""), lines.get(1));
    assertTrue(lines.get(1).contains(",\"'=cmd|"), lines.get(1));
    assertTrue(lines.get(2).startsWith("\"hmac:two\",\"high\""), lines.get(2));
    assertTrue(lines.get(3).startsWith("\"hmac:one\",\"high\",\"anomaly\",\"pw-1 pw-2\""), told());
    assertTrue(lines.get(3).contains("pw-1-e1 pw-1-e2 pw-2-e1"), "evidence of every revision");
    assertEquals(4, lines.size());
  }

  @Test
  void jsonLinesHoldTheReasonsAndTheEvidence() throws Exception {
    assertEquals(0, run("--json", "-", "--kind", "anomaly", "--severity", "high"));
    List<String> lines = told().lines().toList();
    assertEquals(2, lines.size());
    JsonNode one = JSON.readTree(lines.get(1));
    assertEquals("hmac:one", one.path("credential_id").asText());
    assertEquals("pw-1", one.at("/reasons/0/alert_id").asText());
    assertEquals("it did release:publish", one.at("/reasons/0/reason").asText());
    assertEquals("pw-1-e1", one.at("/reasons/0/evidence/0/event_id").asText());
  }

  @Test
  void verdictsDecide() throws Exception {
    Files.writeString(
        folder.resolve("verdicts"),
        verdict("pw-1", VerdictKind.benign, 1)
            + verdict("pw-1", VerdictKind.confirmed, 2)
            + verdict("pw-3", VerdictKind.benign, 3));
    String said = folder.resolve("verdicts").toString();
    assertEquals(0, run("--verdicts", said));
    assertFalse(told().contains("@SUM"), "benign");
    assertTrue(told().contains("pw-1 pw-2"));
    out.reset();
    assertEquals(0, run("--verdicts", said, "--confirmed-only"));
    assertTrue(told().contains("\"pw-1\",\"confirmed\""), told());
    assertFalse(told().contains("pw-2"), told());
  }

  private static String verdict(String alert, VerdictKind kind, int second) {
    Verdict verdict =
        Verdict.newBuilder()
            .setAlertId(alert)
            .setVerdict(kind)
            .setTime(AT.plusSeconds(second))
            .setSubjects(List.of())
            .setEvents(List.of())
            .build();
    return CanonicalJson.write(verdict) + "\n";
  }

  @Test
  void aSecretThatGotIntoAnAlertGoesNowhere() throws Exception {
    String token = "npm_" + "a1B2c3D4e5".repeat(3) + "f6G7h8";
    Files.writeString(
        folder.resolve("alerts"),
        CanonicalJson.write(alert("pw-9", 1, Severity.high, "pkg:npm/a", token)) + "\n");
    assertEquals(0, run(post("--yes", "--json", "-")));
    assertEquals("", told());
    assertEquals(List.of(), received);
    assertFalse(complaints.toString(StandardCharsets.UTF_8).contains(token));
    assertTrue(complaints.toString(StandardCharsets.UTF_8).contains("looks like a secret"));
  }

  @Test
  void anAlertThatNamesOnlyAnAccountIsTold() throws Exception {
    Alert alert = alert("pw-8", 1, Severity.high, "pkg:npm/a", "x");
    alert.setResponse(List.of(new ResponseAction("revoke_account_tokens", "ann", "unknown")));
    Files.writeString(folder.resolve("alerts"), CanonicalJson.write(alert) + "\n");
    assertEquals(0, run());
    assertEquals(1, told().lines().count());
    assertTrue(complaints.toString(StandardCharsets.UTF_8).contains("1 alert not in the list"));
  }

  @Test
  void aNoticeForEachProject() throws Exception {
    assertEquals(0, run("--notices", folder.resolve("notices").toString()));
    List<Path> files;
    try (Stream<Path> all = Files.list(folder.resolve("notices"))) {
      files = all.sorted().toList();
    }
    assertEquals(3, files.size());
    Path ofA = folder.resolve("notices").resolve(Notices.fileName("pkg:npm/a"));
    String notice = Files.readString(ofA);
    assertTrue(notice.contains("1. `revoke credential` `hmac:two`"), notice);
    assertTrue(notice.contains("`hmac:one`"), "of the earlier revision too");
    assertTrue(notice.contains("`pkg:npm/a: [odd](http://evil.example) @everyone`"), notice);
    assertTrue(notice.contains("`summary 'of' pw-1`"), notice);
    for (Path file : files) {
      assertTrue(file.getFileName().toString().matches("[A-Za-z0-9_][A-Za-z0-9._-]*\\.md"));
    }
  }

  @Test
  void withoutYesNothingIsSent() {
    assertEquals(0, run(post()));
    assertEquals(List.of(), received);
    assertEquals(4, told().lines().count());
    assertFalse(Files.exists(audit()));
    assertTrue(complaints.toString(StandardCharsets.UTF_8).contains("nothing was sent"));
  }

  @Test
  void withYesEachIsSentOnceSignedAndRecorded() throws Exception {
    assertEquals(0, run(post("--yes", "--severity", "high")));
    assertEquals(3, received.size());
    for (Received one : received) {
      assertEquals(one.id(), one.key());
      assertEquals(signature(one), one.signature());
      assertEquals("credential.revoke", JSON.readTree(one.body()).path("type").asText());
    }
    assertEquals(3, received.stream().map(Received::key).distinct().count());
    List<JsonNode> records = records();
    assertEquals(6, records.size());
    assertEquals("begun", records.get(0).path("outcome").asText());
    assertEquals("accepted", records.get(1).path("outcome").asText());
    assertEquals(202, records.get(1).path("status").asInt());
    assertEquals(System.getProperty("user.name"), records.get(1).path("who").asText());
    assertEquals("@SUM(A1)", records.get(1).path("credential_id").asText());
    assertEquals(0, run(post("--yes", "--severity", "high")));
    assertEquals(3, received.size(), "accepted before");
    assertEquals(6, records().size(), "only ever appended, and nothing was done");
  }

  private static String signature(Received one) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String signed = one.id() + "." + one.timestamp() + "." + one.body();
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }

  private List<JsonNode> records() throws IOException {
    List<JsonNode> records = new ArrayList<>();
    for (String line : Files.readAllLines(audit())) {
      records.add(JSON.readTree(line));
    }
    return records;
  }

  @Test
  void whatMayPassIsTriedAgainUnderTheSameKey() throws Exception {
    statuses.add(503);
    assertEquals(0, run(post("--yes", "--kind", "exposure")));
    assertEquals(2, received.size());
    assertEquals(received.get(0).key(), received.get(1).key());
    assertEquals(
        List.of("begun", "failed", "begun", "accepted"),
        records().stream().map(r -> r.path("outcome").asText()).toList());
    assertEquals(503, records().get(1).path("status").asInt());
  }

  @Test
  void whatIsRefusedIsToldAndDoesNotHoldBackTheNext() throws Exception {
    statuses.add(422);
    assertEquals(1, run(post("--yes", "--severity", "high")));
    assertEquals(3, received.size());
    assertEquals("refused", records().get(1).path("outcome").asText());
    assertEquals(0, run(post("--yes", "--severity", "high")));
    assertEquals(4, received.size(), "only the refused one again");
  }

  @Test
  void plainHttpToAnotherMachineIsRefused() {
    assertEquals(1, run("--post", "http://registry.example/x", "--yes"));
    assertTrue(err.toString().contains("must be https"), err.toString());
  }
}
