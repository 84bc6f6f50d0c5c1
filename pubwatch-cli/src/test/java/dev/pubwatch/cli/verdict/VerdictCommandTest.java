package dev.pubwatch.cli.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.events.Verdict;
import dev.pubwatch.events.VerdictKind;
import dev.pubwatch.formats.CanonicalJson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Over the files of a replay; a pipeline that is up is the stack's tests' business. */
class VerdictCommandTest {
  private static final String ID = "pw-0123456789abcdef01234567";

  @TempDir private Path folder = Path.of("");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeAlerts() throws Exception {
    Files.write(
        folder.resolve("alerts"),
        List.of(
            CanonicalJson.write(Alerts.revision(ID, 1, 1, "a")),
            CanonicalJson.write(Alerts.revision("pw-other", 1, 1, "a")),
            CanonicalJson.write(Alerts.revision(ID, 2, 2, "a"))));
  }

  private int run(String... arguments) {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Terminal terminal = new Terminal(stream, stream, false, false, false, () -> 80);
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(
        List.of(
            "--alerts",
            folder.resolve("alerts").toString(),
            "--verdicts",
            folder.resolve("verdicts").toString()));
    return new CommandLine(new VerdictCommand(terminal))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(
            (thrown, command, parsed) -> {
              err.append(thrown.getMessage());
              return 1;
            })
        .execute(all.toArray(new String[0]));
  }

  private List<Verdict> said() throws Exception {
    List<Verdict> said = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("verdicts"))) {
      said.add(CanonicalJson.read(Verdict.class, line));
    }
    return said;
  }

  @Test
  void holdsFromRightAfterTheAlertAndEachLaterOneAfterThat() throws Exception {
    assertEquals(0, run(ID, "confirmed", "--since", "2024-02-01", "--note", "it was him"));
    assertEquals(0, run(ID, "benign"));
    assertEquals(0, run(ID, "--undo"));
    Instant last = Alerts.BEGIN.plusSeconds(60);
    assertEquals(
        List.of(last.plusMillis(1), last.plusMillis(2), last.plusMillis(3)),
        said().stream().map(Verdict::getTime).toList());
    assertEquals(
        List.of(VerdictKind.confirmed, VerdictKind.benign, VerdictKind.withdrawn),
        said().stream().map(Verdict::getVerdict).toList());
    Verdict first = said().get(0);
    assertEquals(Instant.parse("2024-02-01T00:00:00Z"), first.getSince());
    assertEquals("it was him", first.getNote());
    assertEquals(2, first.getEvents().size());
    assertTrue(
        out.toString(StandardCharsets.UTF_8)
            .startsWith(
                ID + " is confirmed from 2024-03-01T10:01:00.001Z on: 2 events, 1 subject\n"),
        out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void anUnknownAlertIsNamedWithTheNearest() {
    assertEquals(1, run(ID.replace('7', '8'), "benign"));
    assertTrue(err.toString().contains("did you mean " + ID), err.toString());
    assertTrue(Files.notExists(folder.resolve("verdicts")));
  }

  @Test
  void wrongUsageIsTold() {
    assertEquals(2, run(ID));
    assertEquals(2, run(ID, "benign", "--undo"));
    assertEquals(2, run(ID, "benign", "--since", "2024-02-01"));
    assertEquals(2, run(ID, "maybe"));
    assertTrue(err.toString().contains("say benign or confirmed, or --undo"), err.toString());
  }

  @Test
  void aFileThatHoldsNoAlertsIsNamedWithItsLine() throws Exception {
    Files.writeString(folder.resolve("alerts"), "{}\n");
    assertEquals(1, run(ID, "benign"));
    assertTrue(
        err.toString().contains("alerts:1: expected a record of type Alert"), err.toString());
  }
}
