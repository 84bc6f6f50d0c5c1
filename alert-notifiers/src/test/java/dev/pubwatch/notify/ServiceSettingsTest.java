package dev.pubwatch.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.notify.route.RoutesFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSettingsTest {
  private static final String SECRET = "a signing secret of enough length";
  private static final Map<String, String> LEAST =
      Map.of(
          "PUBWATCH_BOOTSTRAP_SERVERS", "kafka:9092",
          "PUBWATCH_SCHEMA_REGISTRY_URL", "http://registry");

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("notifiers.properties"), text);
  }

  @Test
  void defaults() {
    NotifierConfig config = ServiceSettings.read(LEAST, null);
    assertEquals(Path.of("state"), config.stateDir());
    assertNull(config.webhook());
  }

  @Test
  void everythingMayStandInAFileButTheSecret() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    NotifierConfig config =
        ServiceSettings.read(
            Map.of(),
            file(
                """
                PUBWATCH_BOOTSTRAP_SERVERS=kafka:9092
                PUBWATCH_SCHEMA_REGISTRY_URL=http://registry
                PUBWATCH_STATE_DIR=/state
                PUBWATCH_WEBHOOK_URL=https://example.org/hook
                PUBWATCH_WEBHOOK_SECRET_FILE=%s
                """
                    .formatted(secret)));
    assertEquals("kafka:9092", config.bootstrapServers());
    assertEquals("http://registry", config.registryUrl());
    assertEquals(Path.of("/state"), config.stateDir());
    assertEquals(URI.create("https://example.org/hook"), config.webhook());
    assertEquals(SECRET, config.webhookSecret());
    assertFalse(config.toString().contains("hook?"));
    assertFalse(config.toString().contains(SECRET));
    assertFalse(config.toString().contains("/hook"));
  }

  @Test
  void routesAreReadAgainFromTheFile() throws Exception {
    Path file = file("notifiers.routes.a.channels=x\n");
    RoutesFile.Source source = Objects.requireNonNull(ServiceSettings.read(LEAST, file).source());
    Files.writeString(source.file(), "notifiers.routes.a.channels=y\n");
    assertEquals("[y]", source.reader().read(source.file()).channels().toString());
    assertNull(ServiceSettings.read(LEAST, null).source());
  }

  @Test
  void theEnvironmentGoesBeforeTheFile() throws Exception {
    Path file = file("PUBWATCH_BOOTSTRAP_SERVERS=elsewhere:1\n");
    assertEquals("kafka:9092", ServiceSettings.read(LEAST, file).bootstrapServers());
  }

  @Test
  void everyFaultIsReportedAtOnce() throws Exception {
    Path file =
        file("PUBWATCH_WEBHOOK_SECRET=x\nPUBWATCH_WEBHOK_URL=y\nPUBWATCH_WEBHOOK_URL=no way\n");
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> ServiceSettings.read(Map.of(), file))
                .getMessage());
    assertEquals(5, message.lines().count(), message);
    assertTrue(message.contains("PUBWATCH_WEBHOK_URL is not known"), message);
    assertTrue(message.contains("PUBWATCH_BOOTSTRAP_SERVERS must be set"), message);
  }

  @Test
  void anEmptyVariableIsAnAbsentOne() {
    Map<String, String> environment = new java.util.HashMap<>(LEAST);
    environment.put("PUBWATCH_WEBHOOK_URL", "");
    assertNull(ServiceSettings.read(environment, null).webhook());
  }

  @Test
  void routesAndChannelsStandInTheFile() throws Exception {
    NotifierConfig config =
        ServiceSettings.read(
            LEAST,
            file(
                """
                notifiers.routes.page.channels=oncall
                notifiers.rates.oncall=30/m
                notifiers.channels.oncall.type=pagerduty
                """));
    assertEquals(Set.of("oncall"), config.routing().channels());
    assertEquals(new Rate(0.5, 5), config.rate("oncall"));
    assertEquals(Rate.UNLIMITED, config.rate("terminal"));
    assertEquals(Map.of("notifiers.channels.oncall.type", "pagerduty"), config.channels());
  }

  @Test
  void faultsOfRoutesAreAmongTheOthers() throws Exception {
    Path file = file("notifiers.rates.a=often\nnotifiers.routes.a.severity=high\n");
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> ServiceSettings.read(LEAST, file))
                .getMessage());
    assertEquals(2, message.lines().count(), message);
    assertTrue(message.contains("notifiers.rates.a must be a rate such as 30/m, was often"));
    assertTrue(message.contains("notifiers.routes.a.channels must name at least one channel"));
  }
}
