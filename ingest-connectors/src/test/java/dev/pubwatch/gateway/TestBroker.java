package dev.pubwatch.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/** A real broker in a process of its own, so that it can be killed and started again. */
final class TestBroker implements AutoCloseable {
  private static final String NODE = "1";

  private final Path folder;
  private final int port = freePort();
  private final int controller = freePort();
  private Process process;

  TestBroker(Path folder) throws IOException {
    this.folder = folder;
    this.process = launch();
  }

  String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** As by kill -9: it says goodbye to nobody. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Starts over the same data and port. */
  void restart() throws IOException {
    process = launch();
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            TestBroker.class.getName(),
            folder.toString(),
            Integer.toString(port),
            Integer.toString(controller))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The broker's own process: folder, port, controller's port. */
  public static void main(String[] args) throws Exception {
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, "UTF-8"))
        .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
        .setNodeId(Integer.parseInt(NODE))
        .setClusterId("cHVid2F0Y2gtZ2F0ZXdheQ")
        .setDirectories(List.of(args[0]))
        .setMetadataLogDirectory(args[0])
        .setControllerListenerName("CONTROLLER")
        .setHasDynamicQuorum(false)
        .setIgnoreFormatted(true)
        .run();
    KafkaConfig config = new KafkaConfig(settings(args[0], args[1], args[2]), false);
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    server.startup();
    server.awaitShutdown();
  }

  private static Properties settings(String folder, String port, String controller) {
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", NODE);
    settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controller);
    settings.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("log.dirs", folder);
    settings.put("auto.create.topics.enable", "false");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("offsets.topic.replication.factor", "1");
    return settings;
  }
}
