package dev.pubwatch.cli.doctor;

import dev.pubwatch.cli.config.PortNames;
import dev.pubwatch.cli.config.PubwatchConfig.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Whether {@code up} could listen where it wants to. */
final class PortChecks {
  private PortChecks() {}

  static List<Finding> run(Ports ports) {
    List<String> taken = new ArrayList<>();
    PortNames.of(ports)
        .forEach(
            (key, port) -> {
              if (!isFree(port)) {
                taken.add(key + " " + port);
              }
            });
    String all =
        String.join(", ", PortNames.of(ports).values().stream().map(String::valueOf).toList());
    return List.of(
        taken.isEmpty()
            ? Finding.ok("Ports", all + " are free")
            : Finding.problem(
                "Ports",
                String.join(", ", taken)
                    + " taken; end what listens there (another 'up'?) or set other ports"));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
