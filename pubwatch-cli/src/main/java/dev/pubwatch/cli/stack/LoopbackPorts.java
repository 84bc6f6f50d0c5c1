package dev.pubwatch.cli.stack;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.config.PortNames;
import dev.pubwatch.cli.config.PubwatchConfig.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ports on loopback, checked before anything starts, since a broker names a taken one badly. */
final class LoopbackPorts {
  /** The address that everything listens on: nothing of the embedded stack is authenticated. */
  static final String HOST = "127.0.0.1";

  private LoopbackPorts() {}

  /**
   * The same ports with each 0 replaced by a free one.
   *
   * @throws CommandFailure naming every port that is taken and the key that sets it
   */
  static Ports claim(Ports wanted) {
    Map<String, Integer> claimed = new HashMap<>();
    List<ServerSocket> held = new ArrayList<>();
    List<String> taken = new ArrayList<>();
    try {
      PortNames.of(wanted)
          .forEach(
              (key, port) -> {
                try {
                  ServerSocket socket = listen(port);
                  held.add(socket);
                  claimed.put(key, socket.getLocalPort());
                } catch (BindException e) {
                  taken.add(key + " " + port);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } finally {
      held.forEach(LoopbackPorts::release);
    }
    if (!taken.isEmpty()) {
      throw new CommandFailure(sentence(taken));
    }
    return new Ports(
        claimed.getOrDefault("kafka.port", 0),
        claimed.getOrDefault("kafka.controllerPort", 0),
        claimed.getOrDefault("registry.port", 0),
        claimed.getOrDefault("connect.port", 0),
        claimed.getOrDefault("flink.port", 0),
        claimed.getOrDefault("console.port", 0));
  }

  private static String sentence(List<String> taken) {
    return "%s on %s already taken: %s; stop what listens there, or set another in the"
            .formatted(taken.size() == 1 ? "port" : "ports", HOST, String.join(", ", taken))
        + " --config file (0 takes any free one)";
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
