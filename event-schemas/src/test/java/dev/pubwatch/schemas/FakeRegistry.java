package dev.pubwatch.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Just enough of the registry's REST API, in memory. */
final class FakeRegistry implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Every request, as {@code METHOD path}. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  final Map<String, String> levels = new HashMap<>();
  volatile @Nullable String lastAuthorization;
  volatile int failuresLeft;

  /** Whether a level can be set only for a subject that has a schema. */
  volatile boolean levelsNeedSubjects;

  private final List<String> schemas = new ArrayList<>();
  private final Map<String, List<Integer>> subjects = new HashMap<>();
  private final HttpServer http;

  FakeRegistry() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::handle);
    http.start();
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** Configuration that finds this registry, without long waits. */
  Map<String, Object> config(Object... more) {
    Map<String, Object> config = new HashMap<>();
    config.put(AvroConfig.REGISTRY_URL, url());
    config.put(AvroConfig.RETRY_WAIT_MS, 1);
    for (int i = 0; i < more.length; i += 2) {
      config.put((String) more[i], more[i + 1]);
    }
    return config;
  }

  synchronized int add(String subject, Schema schema) {
    String text = schema.toString();
    if (!schemas.contains(text)) {
      schemas.add(text);
    }
    int id = schemas.indexOf(text) + 1;
    subjects.computeIfAbsent(subject, s -> new ArrayList<>()).add(id);
    return id;
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(exchange.getRequestMethod() + " " + path);
    lastAuthorization = exchange.getRequestHeaders().getFirst("Authorization");
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    String answer;
    int status = 200;
    if (failuresLeft > 0) {
      failuresLeft--;
      status = 503;
      answer = "<html>overloaded</html>";
    } else {
      answer = answer(exchange.getRequestMethod(), path.split("/", -1), body);
      status = answer.contains("error_code") ? 404 : 200;
    }
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String answer(String method, String[] path, JsonNode body) {
    return switch (method + " " + path[1] + "/" + path.length) {
      case "POST subjects/4" -> {
        Schema schema = new Schema.Parser().parse(body.get("schema").asText());
        yield "{\"id\":%d}".formatted(add(path[2], schema));
      }
      case "POST subjects/3" -> lookup(path[2], schemas.indexOf(body.get("schema").asText()) + 1);
      case "GET schemas/4" -> schema(Integer.parseInt(path[3]));
      case "GET config/3" ->
          levels.containsKey(path[2])
              ? "{\"compatibilityLevel\":\"%s\"}".formatted(levels.get(path[2]))
              : error(40408, "no level");
      case "PUT config/3" -> {
        if (levelsNeedSubjects && !subjects.containsKey(path[2])) {
          yield error(40401, "no artifact");
        }
        levels.put(path[2], body.get("compatibility").asText());
        yield body.toString();
      }
      default -> error(404, "HTTP 404 Not Found");
    };
  }

  private String lookup(String subject, int id) {
    return subjects.getOrDefault(subject, List.of()).contains(id)
        ? "{\"id\":%d}".formatted(id)
        : error(40403, "Schema not found");
  }

  private String schema(int id) {
    return id < 1 || id > schemas.size()
        ? error(40403, "Schema " + id + " not found")
        : JSON.createObjectNode().put("schema", schemas.get(id - 1)).toString();
  }

  private static String error(int code, String message) {
    return "{\"error_code\":%d,\"message\":\"%s\"}".formatted(code, message);
  }
}
