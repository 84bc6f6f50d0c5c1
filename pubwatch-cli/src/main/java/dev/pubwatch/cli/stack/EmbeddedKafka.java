package dev.pubwatch.cli.stack;

import dev.pubwatch.cli.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.metadata.storage.FormatterException;
import org.apache.kafka.server.common.Feature;

/**
 * A real broker and controller (KRaft) in this JVM over a folder on disk, on loopback only.
 *
 * <p>What was acknowledged survives a kill of this process; as with any single broker, a loss of
 * power may take the last seconds.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private final KafkaRaftServer server;
  private final String bootstrap;

  private EmbeddedKafka(KafkaRaftServer server, String bootstrap) {
    this.server = server;
    this.bootstrap = bootstrap;
  }

  /**
   * Starts it, formatting the folder on first use.
   *
   * @throws CommandFailure when the folder is not a broker's, or the broker does not start
   */
  public static EmbeddedKafka start(Path dir, int port, int controllerPort) throws IOException {
    Files.createDirectories(dir);
    format(dir);
    Properties settings = KafkaSettings.of(dir, port, controllerPort);
    KafkaRaftServer server;
    try {
      server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
      server.startup();
    } catch (RuntimeException e) {
      throw new CommandFailure(
          "the embedded Kafka broker does not start over " + dir + ": " + e.getMessage(), e);
    }
    return new EmbeddedKafka(server, LoopbackPorts.HOST + ":" + port);
  }

  /** Address that clients begin with. */
  public String bootstrap() {
    return bootstrap;
  }

  private static void format(Path dir) throws IOException {
    Formatter formatter =
        new Formatter()
            .setPrintStream(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
            .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
            .setNodeId(KafkaSettings.NODE_ID)
            .setClusterId(clusterId(dir))
            .setDirectories(List.of(dir.toString()))
            .setMetadataLogDirectory(dir.toString())
            .setControllerListenerName(KafkaSettings.CONTROLLER)
            .setIgnoreFormatted(true)
            .setHasDynamicQuorum(false);
    try {
      formatter.run();
    } catch (FormatterException e) {
      throw new CommandFailure(dir + " cannot hold a Kafka log: " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new CommandFailure(dir + " cannot be formatted: " + e.getMessage(), e);
    }
  }

  private static String clusterId(Path dir) throws IOException {
    Path file = dir.resolve("meta.properties");
    if (!Files.exists(file)) {
      return Uuid.randomUuid().toString();
    }
    Properties meta = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      meta.load(in);
    }
    String id = meta.getProperty("cluster.id");
    if (id == null) {
      throw new CommandFailure(file + " names no cluster.id: it was not written by Kafka");
    }
    return id;
  }

  /** Returns when the last log is flushed. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
