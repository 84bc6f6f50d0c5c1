package dev.pubwatch.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.config.PubwatchConfig;
import dev.pubwatch.cli.config.PubwatchConfig.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineChecksTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void littleMemoryIsAProblem() {
    assertEquals(Finding.Level.PROBLEM, MachineChecks.memory(1L << 30).level());
    assertEquals(Finding.Level.OK, MachineChecks.memory(4L << 30).level());
  }

  @Test
  void aClockBeforeThisWasWrittenIsAProblem() {
    Finding finding = MachineChecks.clock(Instant.EPOCH);
    assertEquals(Finding.Level.PROBLEM, finding.level());
    assertTrue(finding.detail().startsWith("1970-01-01T00:00:00Z is before"), finding.detail());
  }

  @Test
  void aFolderThatWillBeMadeIsLookedAtWhereItWillStand() {
    Finding finding = MachineChecks.dataDir(folder.resolve("a/b/c"));
    assertTrue(finding.detail().contains("will be created"), finding.detail());
    assertTrue(Files.notExists(folder.resolve("a")));
  }

  @Test
  void aFileWhereTheFolderShouldBeIsAProblem() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals(Finding.Level.PROBLEM, MachineChecks.dataDir(file).level());
  }

  @Test
  void aTakenPortIsNamedByItsKey() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports = new Ports(0, 0, 0, taken.getLocalPort(), 0, 0);
      Finding finding = PortChecks.run(PubwatchConfig.defaults().withPorts(ports).ports()).get(0);
      assertEquals(Finding.Level.PROBLEM, finding.level());
      assertTrue(
          finding.detail().startsWith("connect.port " + taken.getLocalPort() + " taken"),
          finding.detail());
    }
  }
}
