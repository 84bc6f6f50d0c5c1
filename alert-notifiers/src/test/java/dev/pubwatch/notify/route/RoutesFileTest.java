package dev.pubwatch.notify.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutesFileTest {
  @TempDir private Path folder = Path.of("");
  private Path file = Path.of("");
  private final LiveRouting live = new LiveRouting(Routing.none());

  @BeforeEach
  void first() throws IOException {
    file = Files.writeString(folder.resolve("routes.properties"), "notifiers.routes.a.channels=x");
  }

  private RoutesFile routes() {
    return new RoutesFile(
        new RoutesFile.Source(file, RoutesFileTest::read),
        live,
        routing -> {
          if (routing.channels().contains("unknown")) {
            throw new IllegalArgumentException("no channel unknown");
          }
          return routing;
        });
  }

  private static Routing read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    Map<String, String> settings = new TreeMap<>();
    properties.stringPropertyNames().forEach(n -> settings.put(n, properties.getProperty(n)));
    return RoutingReader.read(settings);
  }

  @Test
  void isReadWhenItHasChanged() throws IOException {
    RoutesFile routes = routes();
    routes.look();
    routes.look();
    assertEquals(0, live.generation());
    Files.writeString(file, "notifiers.routes.a.channels=y");
    routes.look();
    assertEquals(0, live.generation(), "it may be half written");
    routes.look();
    routes.look();
    assertEquals(1, live.generation());
    assertEquals("[y]", live.get().channels().toString());
  }

  @Test
  void aFileWithAFaultChangesNothing() throws IOException {
    RoutesFile routes = routes();
    Files.writeString(file, "notifiers.routes.a.channels=y");
    routes.look();
    routes.look();
    for (String bad :
        new String[] {
          "notifiers.routes.a.chanels=z", "", "notifiers.routes.a.channels=unknown", "a=\\u12"
        }) {
      Files.writeString(file, bad);
      routes.look();
      routes.look();
      routes.look();
      assertEquals("[y]", live.get().channels().toString());
    }
    Files.delete(file);
    routes.look();
    routes.look();
    assertEquals(5, live.refusals());
    assertEquals(1, live.generation());
    Files.writeString(file, "notifiers.routes.a.channels=z");
    routes.look();
    routes.look();
    assertEquals("[z]", live.get().channels().toString());
  }

  @Test
  void incidentsAreHeldTogetherAsAtTheStart() throws IOException {
    RoutesFile routes = routes();
    Files.writeString(file, "notifiers.incidents.quiet-after=1h");
    routes.look();
    routes.look();
    assertEquals(1, live.generation());
    assertEquals(Routing.IncidentSettings.DEFAULTS, live.get().incidents());
  }
}
