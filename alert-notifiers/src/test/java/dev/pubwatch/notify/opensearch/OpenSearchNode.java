package dev.pubwatch.notify.opensearch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.transport.Netty4Plugin;

/** OpenSearch itself in this JVM: one node with the HTTP module, on loopback. */
final class OpenSearchNode implements AutoCloseable {
  private final Node node;

  /** A node takes itself for one of a distribution; its plugins come from its home otherwise. */
  private static final class Embedded extends Node {
    Embedded(Environment environment) {
      super(environment, List.of(Netty4Plugin.class), false);
    }
  }

  /**
   * Starts when it returns.
   *
   * @param indexingBytes what it takes in at a time; more is answered with 429
   */
  OpenSearchNode(Path home, String indexingBytes) throws IOException, NodeValidationException {
    Files.createDirectories(home.resolve("config"));
    Settings settings =
        Settings.builder()
            .put("path.home", home)
            .put("node.name", "tested")
            .put("cluster.name", "tested")
            .put("discovery.type", "single-node")
            .put("http.type", "netty4")
            .put("transport.type", "netty4")
            .put("network.host", "127.0.0.1")
            .put("http.port", "0")
            .put("transport.port", "0")
            .put("node.processors", 1)
            .put("indexing_pressure.memory.limit", indexingBytes)
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
    node =
        new Embedded(
            InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "tested"));
    node.start();
  }

  String url() {
    int port =
        node.injector()
            .getInstance(HttpServerTransport.class)
            .boundAddress()
            .publishAddress()
            .getPort();
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() throws IOException {
    node.close();
  }
}
