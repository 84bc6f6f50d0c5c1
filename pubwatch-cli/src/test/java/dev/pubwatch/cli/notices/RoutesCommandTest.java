package dev.pubwatch.cli.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.AlertKind;
import dev.pubwatch.events.AlertStatus;
import dev.pubwatch.events.Severity;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.schemas.AvroTrust;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutesCommandTest {
  static {
    AvroTrust.init();
  }

  @TempDir private Path folder = Path.of("");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();

  private static String alert(String id, Severity severity) {
    Instant time = Instant.parse("2024-03-01T10:00:00Z");
    return CanonicalJson.write(
        Alert.newBuilder()
            .setAlertId(id)
            .setRevision(1)
            .setStatus(AlertStatus.open)
            .setKind(AlertKind.anomaly)
            .setSeverity(severity)
            .setTitle("left-pad: \u001b[2Jodd")
            .setSummary("s")
            .setScoreBits(12.0)
            .setPValue(0.001)
            .setExpectedPerDay(0.1)
            .setDetectedAt(time)
            .setFirstEventAt(time)
            .setLastEventAt(time)
            .setProject("pkg:npm/left-pad")
            .setSignals(List.of())
            .setEvents(List.of())
            .setResponse(List.of())
            .build());
  }

  private String run(int code, String config, String... alerts) throws Exception {
    Path file = Files.write(folder.resolve("alerts"), List.of(alerts));
    Path settings = Files.writeString(folder.resolve("pubwatch.yaml"), config);
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Terminal terminal = new Terminal(stream, stream, false, false, false, () -> 80);
    int was =
        RoutesCommand.commandLine(terminal)
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler(
                (thrown, command, parsed) -> {
                  err.append(thrown.getMessage());
                  return 1;
                })
            .execute(
                "test",
                file.toString(),
                "--config",
                settings.toString(),
                "--at",
                "2025-01-15T23:30:00+01:00");
    assertEquals(code, was, err.toString());
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void saysWhoIsToldWhenAndWhy() throws Exception {
    String told =
        run(
            0,
            """
            notifiers:
              channels: {oncall: {type: pagerduty}, boss: {type: email}, chat: {type: slack}}
              routes:
                page: {severity: critical, channels: [oncall], escalateAfter: 30m, escalateTo: [boss]}
                team: {projects: ['pkg:npm/*'], channels: [chat], quietHours: '22:00-07:00 Europe/Berlin'}
                web: {owners: [acme], channels: [chat]}
              silences:
                move: {severity: critical, until: '2025-01-16T00:00:00Z'}
            """,
            alert("pw-1", Severity.low),
            "",
            alert("pw-2", Severity.critical));
    assertEquals(
        """
        pw-1 low anomaly: left-pad: ?[2Jodd
          ROUTE  TELLS  WHEN                  WHY
          page   -      -                     severity low is below critical
          team   chat   2025-01-16T06:00:00Z  not urgent: quiet hours 22:00-07:00 Europe/Berlin
          web    -      -                     owner matches none of acme
        pw-2 critical anomaly: left-pad: ?[2Jodd
          nobody before 2025-01-16T00:00:00Z: silence move
          ROUTE  TELLS   WHEN  WHY
          page   oncall  now   at once
                 boss    +30M  unless somebody acknowledges
          team   chat    now   at once
          web    -       -     owner matches none of acme
        """,
        told.substring(told.indexOf("pw-1")).replace("\u001b", "?"));
  }

  @Test
  void withoutRoutesTheTerminalIsToldOfAll() throws Exception {
    String told = run(0, "alerts: {perDay: 3}", alert("pw-1", Severity.info));
    assertTrue(told.contains("each-alert  terminal  now   at once"), told);
  }

  @Test
  void whatIsNoAlertIsNamedWithItsLine() throws Exception {
    run(1, "alerts: {perDay: 3}", "", "{}");
    assertTrue(err.toString().contains("alerts:2: expected an alert"), err.toString());
  }

  @Test
  void anAlertMayTakeManyLines() throws Exception {
    String[] lines = alert("pw-1", Severity.info).replace(",\"", ",\n  \"").split("\n", -1);
    assertTrue(lines.length > 5);
    assertTrue(run(0, "alerts: {perDay: 3}", lines).contains("pw-1 info anomaly"));
  }

  @Test
  void aFileWithoutAlertsIsNoSuccess() throws Exception {
    run(1, "alerts: {perDay: 3}", "", "");
    assertTrue(err.toString().contains("expected an alert, was empty"), err.toString());
  }

  @Test
  void whatIsNoTextIsSaidSo() throws Exception {
    Files.write(folder.resolve("binary"), new byte[] {(byte) 0xc3, 0x28});
    CommandFailure binary =
        assertThrows(CommandFailure.class, () -> AlertsToTest.read(folder.resolve("binary")));
    assertTrue(String.valueOf(binary.getMessage()).endsWith("expected text in UTF-8"));
    CommandFailure directory = assertThrows(CommandFailure.class, () -> AlertsToTest.read(folder));
    assertTrue(String.valueOf(directory.getMessage()).endsWith("was a folder"));
  }

  @Test
  void aChannelThatIsNotSetUpIsNamed() throws Exception {
    String told = run(1, "notifiers: {routes: {a: {channels: [x]}}}", alert("pw-1", Severity.info));
    assertTrue(told.contains("channels that are not set up: [x]; there are [terminal]"), told);
  }

  @Test
  void aFaultyRouteIsNamedWithItsFile() throws Exception {
    run(1, "notifiers: {routes: {a: {chanels: [x]}}}", alert("pw-1", Severity.info));
    assertTrue(
        err.toString().contains("did you mean notifiers.routes.a.channels?"), err.toString());
  }
}
