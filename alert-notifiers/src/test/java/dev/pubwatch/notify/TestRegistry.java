package dev.pubwatch.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pubwatch.events.Alert;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** As much of Confluent's API as one schema needs. */
final class TestRegistry implements AutoCloseable {
  private final HttpServer server;

  TestRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", TestRegistry::answer);
    server.start();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String quoted = Alert.getClassSchema().toString().replace("\\", "\\\\").replace("\"", "\\\"");
    boolean byId = exchange.getRequestURI().getPath().equals("/schemas/ids/1");
    boolean unknown = exchange.getRequestMethod().equals("GET") && !byId;
    byte[] body =
        (unknown
                ? "{\"error_code\": 40403, \"message\": \"Schema not found\"}"
                : byId ? "{\"schema\": \"" + quoted + "\"}" : "{\"id\": 1}")
            .getBytes(UTF_8);
    exchange.sendResponseHeaders(unknown ? 404 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
