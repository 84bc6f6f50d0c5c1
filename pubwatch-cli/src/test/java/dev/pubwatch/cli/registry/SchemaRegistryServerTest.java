package dev.pubwatch.cli.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.schemas.SubjectSetup;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The server over a real broker, spoken to as any program would. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SchemaRegistryServerTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String JSON = "application/json";
  private static final String INT = "{\"schema\":\"\\\"int\\\"\"}";

  @TempDir private static Path folder;
  private static TestBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new TestBroker(folder);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  /** First, since it needs the topic not to be there yet. */
  @Test
  @Order(1)
  void aTopicThatExpiresIsRefused() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("_schemas", 1, (short) 1))).all().get();
      IOException refused = assertThrows(IOException.class, () -> start().close());
      assertTrue(String.valueOf(refused.getMessage()).contains("was delete"));
      admin.deleteTopics(List.of("_schemas")).all().get();
    }
  }

  @Test
  void everythingIsThereAfterARestart() throws Exception {
    List<SubjectSetup.Registered> before;
    try (SchemaRegistryServer server = start()) {
      before = SubjectSetup.register(server.url());
    }
    try (SchemaRegistryServer server = start()) {
      assertEquals(before, SubjectSetup.register(server.url()));
      String level = get(server, "/config/pubwatch.alerts-value").body();
      assertEquals("{\"compatibilityLevel\":\"FULL_TRANSITIVE\"}", level);
    }
  }

  @Test
  void aSecondServerSeesWhatTheFirstWroteBeforeItWrites() throws Exception {
    try (SchemaRegistryServer one = start();
        SchemaRegistryServer two = start()) {
      String id = post(one, "/subjects/shared/versions", JSON, INT).body();
      assertEquals(id, post(two, "/subjects/shared/versions", JSON, INT).body());
      assertEquals("[1]", get(two, "/subjects/shared/versions").body());
    }
  }

  @Test
  void answersAreConfluentsJson() throws Exception {
    try (SchemaRegistryServer server = start()) {
      HttpResponse<String> answer = get(server, "/schemas/ids/4711");
      assertEquals(404, answer.statusCode());
      assertEquals("{\"error_code\":40403,\"message\":\"Schema 4711 not found\"}", answer.body());
      assertEquals(
          "application/vnd.schemaregistry.v1+json",
          answer.headers().firstValue("Content-Type").orElse(""));
    }
  }

  @Test
  void bodiesAreBoundedJsonOnly() throws Exception {
    try (SchemaRegistryServer server = start()) {
      String path = "/subjects/bounded/versions";
      assertEquals(413, post(server, path, JSON, "x".repeat((1 << 20) + 1)).statusCode());
      assertEquals(415, post(server, path, "text/plain", INT).statusCode());
      assertEquals(400, post(server, path, JSON, "{").statusCode());
      assertEquals(400, post(server, path, JSON, "[".repeat(100_000)).statusCode());
      assertEquals(
          200, post(server, path, "application/vnd.schemaregistry+json", INT).statusCode());
    }
  }

  @Test
  void anotherHostNameIsRefused() throws Exception {
    try (SchemaRegistryServer server = start()) {
      String answer = raw(server, "GET /subjects HTTP/1.1\r\nHost: evil.example\r\n\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
    }
  }

  @Test
  void aRequestThatNeverEndsIsCut() throws Exception {
    try (SchemaRegistryServer server =
        SchemaRegistryServer.start(broker.bootstrapServers(), 0, 200)) {
      String head = "POST /subjects/slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{";
      assertEquals("", raw(server, head));
      assertEquals(200, get(server, "/subjects").statusCode());
    }
  }

  @Test
  void aTakenPortIsOneClearSentence() throws Exception {
    try (SchemaRegistryServer server = start()) {
      int port = URI.create(server.url()).getPort();
      BindException taken =
          assertThrows(
              BindException.class,
              () -> SchemaRegistryServer.start(broker.bootstrapServers(), port).close());
      assertEquals(
          "schema registry: port " + port + " of 127.0.0.1 is already taken", taken.getMessage());
    }
  }

  private static SchemaRegistryServer start() throws IOException {
    return SchemaRegistryServer.start(broker.bootstrapServers(), 0);
  }

  private static HttpResponse<String> get(SchemaRegistryServer server, String path)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(
      SchemaRegistryServer server, String path, String type, String body) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** What the server sends until it closes, or to the end of its first packet. */
  private static String raw(SchemaRegistryServer server, String request) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      byte[] first = new byte[4096];
      int length = in.read(first);
      return new String(first, 0, Math.max(length, 0), StandardCharsets.UTF_8);
    }
  }
}
