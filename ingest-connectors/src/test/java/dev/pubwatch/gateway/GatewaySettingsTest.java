package dev.pubwatch.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.gateway.verify.Scheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewaySettingsTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PUBWATCH_BOOTSTRAP_SERVERS", "kafka:9092",
          "PUBWATCH_SCHEMA_REGISTRY_URL", "http://registry:8081",
          "PUBWATCH_CREDENTIAL_HASH_KEY", "0123456789abcdef");

  @TempDir private Path folder = Path.of("");

  private Path file(String text) throws IOException {
    Files.writeString(folder.resolve("secret"), "one\ntwo\n");
    return Files.writeString(
        folder.resolve("gateway.properties"),
        text.replace("$SECRET", "" + folder.resolve("secret")));
  }

  @Test
  void anEndpointNeedsItsSchemeAndItsSecret() throws Exception {
    GatewayConfig config =
        GatewaySettings.read(
            ENVIRONMENT, file("endpoint.audit.scheme=hec\nendpoint.audit.secretFile=secret\n"));
    assertEquals("127.0.0.1", config.host());
    assertEquals(8085, config.port());
    assertEquals(Limits.DEFAULTS, config.limits());
    Endpoint endpoint = config.endpoints().get(0);
    assertEquals("/services/collector", endpoint.path());
    assertEquals("github-audit", endpoint.format().name());
    assertEquals(Scheme.HEC, endpoint.scheme());
    assertEquals("kafka:9092", config.kafka().get("bootstrap.servers"));
  }

  @Test
  void everythingCanBeSet() throws Exception {
    GatewayConfig config =
        GatewaySettings.read(
            ENVIRONMENT,
            file(
                """
                PUBWATCH_GATEWAY_HOST=0.0.0.0
                PUBWATCH_GATEWAY_PORT=9000
                PUBWATCH_GATEWAY_MAX_BODY_BYTES=1000
                PUBWATCH_GATEWAY_MAX_CONNECTIONS=10
                PUBWATCH_GATEWAY_REQUESTS_PER_SECOND=20
                PUBWATCH_GATEWAY_REQUESTS_PER_SECOND_OF_ADDRESS=5
                PUBWATCH_GATEWAY_REPLAY_WINDOW_SECONDS=60
                kafka.security.protocol=SSL
                endpoint.own.scheme=hmac-sha256
                endpoint.own.header=X-Signature
                endpoint.own.prefix=v1=
                endpoint.own.encoding=base64
                endpoint.own.secretFile=$SECRET
                endpoint.own.path=/own/way
                endpoint.own.format=cloudtrail
                endpoint.own.source=cloudtrail:1234
                """));
    assertEquals("0.0.0.0", config.host());
    assertEquals(9000, config.port());
    assertEquals(1000, config.limits().bodyBytes());
    assertEquals(Duration.ofMinutes(1), config.limits().replayWindow());
    assertEquals("SSL", config.kafka().get("security.protocol"));
    assertEquals("/own/way", config.endpoints().get(0).path());
    assertEquals("cloudtrail:1234", config.endpoints().get(0).source());
  }

  @Test
  void everyFaultIsToldAtOnceAndNoSecret() throws Exception {
    Path file =
        file(
            """
            PUBWATCH_GATEWAY_PORT=99999
            PUBWATCH_CREDENTIAL_HASH_KEY=0123456789abcdef
            PUBWATCH_GATEWAY_PROT=1
            endpoint.a.scheme=githup
            endpoint.b.scheme=bearer
            endpoint.c.scheme=bearer
            endpoint.c.secretFile=/nowhere
            endpoint.d.scheme=gitlab
            endpoint.d.secretFile=$SECRET
            endpoint.e.scheme=bearer
            endpoint.e.secretFile=$SECRET
            endpoint.e.path=/health
            endpoint.e.format=oci-notification
            endpoint.e.colour=red
            endpoint.f.scheme=standard-webhooks
            endpoint.f.secretFile=$SECRET
            """);
    String said =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> GatewaySettings.read(Map.of("PUBWATCH_BOOTSTRAP_SERVERS", "k"), file))
                .getMessage());
    for (String part :
        new String[] {
          "PUBWATCH_SCHEMA_REGISTRY_URL must be set",
          "PUBWATCH_CREDENTIAL_HASH_KEY belongs into the environment",
          "PUBWATCH_GATEWAY_PROT is not known",
          "PUBWATCH_GATEWAY_PORT must be a number from 0 to 65535, was 99999",
          "endpoint a: scheme must be one of github, gitlab",
          "endpoint b: secretFile: a secret must be set",
          "endpoint c: secretFile: /nowhere cannot be read",
          "endpoint d: format must be set",
          "endpoint e: path must not be one of the gateway's own: /health",
          "endpoint e: colour is not known",
          "did you mean oci-notifications?",
          "endpoint f: format must be set"
        }) {
      assertTrue(said.contains(part), () -> part + " in:\n" + said);
    }
    assertFalse(said.contains("0123456789abcdef"), said);
  }

  @Test
  void aGatewayWithoutEndpointsIsNone() throws Exception {
    Path file = file("PUBWATCH_GATEWAY_PORT=1\n");
    assertThrows(IllegalArgumentException.class, () -> GatewaySettings.read(ENVIRONMENT, file));
  }
}
