package dev.pubwatch.cli.stack;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.config.PubwatchConfig.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LoopbackPortsTest {

  @Test
  void zeroBecomesAFreePortOfItsOwn() {
    Ports ports = LoopbackPorts.claim(new Ports(0, 0, 0, 0, 0, 0));
    Set<Integer> distinct =
        Set.of(
            ports.kafka(),
            ports.kafkaController(),
            ports.registry(),
            ports.connect(),
            ports.flink(),
            ports.console());
    assertEquals(6, distinct.size());
    assertTrue(distinct.stream().allMatch(port -> port > 0));
  }

  @Test
  void aTakenPortIsNamedWithTheKeyThatSetsIt() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      CommandFailure failure =
          assertThrows(
              CommandFailure.class, () -> LoopbackPorts.claim(new Ports(0, 0, port, 0, 0, 0)));
      assertAll(
          () -> assertTrue(String.valueOf(failure.getMessage()).contains("registry.port " + port)),
          () ->
              assertTrue(
                  String.valueOf(failure.getMessage())
                      .startsWith("port on 127.0.0.1 already taken")));
    }
  }

  @Test
  void aClaimedPortIsFreeForWhoeverItWasClaimedFor() throws IOException {
    int port = LoopbackPorts.claim(new Ports(0, 0, 0, 0, 0, 0)).kafka();
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertEquals(port, socket.getLocalPort());
    }
  }
}
