package dev.pubwatch.gateway;

import dev.pubwatch.formats.CredentialHasher;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A gateway, checked.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param tls null for plain HTTP
 * @param kafka settings of Kafka's clients and of the schema registry's: {@code bootstrap.servers},
 *     {@code schema.registry.url} and what else they need
 * @param hasher hashes credentials before anything is written
 * @param endpoints who may push, at least one
 * @param limits how much of what is taken
 */
public record GatewayConfig(
    String host,
    int port,
    @Nullable Tls tls,
    Map<String, Object> kafka,
    CredentialHasher hasher,
    List<Endpoint> endpoints,
    Limits limits) {
  /** Only this machine; a proxy stands before it, or an operator says otherwise. */
  public static final String DEFAULT_HOST = "127.0.0.1";

  public static final int DEFAULT_PORT = 8085;

  public GatewayConfig {
    kafka = Map.copyOf(kafka);
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("a gateway must have at least one endpoint");
    }
  }

  /** Without the settings of clients, which may hold passwords. */
  @Override
  public String toString() {
    return "GatewayConfig[%s:%d, %d endpoints]".formatted(host, port, endpoints.size());
  }
}
