package dev.pubwatch.cli.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP around the routes: bodies bounded in size and time, JSON only, every failure answered as
 * JSON. Asking for JSON's content type and for a loopback {@code Host} keeps web pages in a browser
 * on this machine from writing or reading here.
 */
final class HttpFront implements HttpHandler {
  static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  static final int MAX_BODY_BYTES = 1 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final Router router;
  private final ScheduledExecutorService watchdog;
  private final long limitMs;

  /**
   * @param limitMs how long a request may take, from its headers to the end of the answer
   */
  HttpFront(Router router, ScheduledExecutorService watchdog, long limitMs) {
    this.router = router;
    this.watchdog = watchdog;
    this.limitMs = limitMs;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    ScheduledFuture<?> cut = watchdog.schedule(exchange::close, limitMs, TimeUnit.MILLISECONDS);
    try (exchange) {
      int status = 200;
      JsonNode answer;
      try {
        answer = answer(exchange);
      } catch (ApiException e) {
        status = e.status();
        answer = Answers.error(e);
      } catch (RuntimeException e) {
        LOG.error("{} {}", exchange.getRequestMethod(), exchange.getRequestURI(), e);
        status = 500;
        answer = Answers.error(ApiException.store(e));
      }
      send(exchange, status, answer);
    } finally {
      cut.cancel(false);
    }
  }

  private JsonNode answer(HttpExchange exchange) throws IOException {
    requireLoopback(exchange.getRequestHeaders().getFirst("Host"));
    JsonNode body = body(exchange);
    return router.route(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        exchange.getRequestURI().getRawQuery(),
        body);
  }

  private static void requireLoopback(String host) {
    String name = host == null ? "" : host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    if (!LOOPBACK.contains(name)) {
      throw ApiException.http(403, "Host must be 127.0.0.1, localhost or [::1]");
    }
  }

  private static JsonNode body(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (bytes.length > MAX_BODY_BYTES) {
      exchange.getResponseHeaders().set("Connection", "close");
      throw ApiException.http(413, "body must hold at most " + MAX_BODY_BYTES + " bytes");
    }
    if (bytes.length == 0) {
      return MissingNode.getInstance();
    }
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null
        || !type.toLowerCase(Locale.ROOT).matches("application/([a-z0-9.+-]*\\+)?json.*")) {
      throw ApiException.http(415, "Content-Type must be " + CONTENT_TYPE + " or application/json");
    }
    try {
      return JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw ApiException.http(400, "body is no JSON: " + e.getOriginalMessage());
    }
  }

  private static void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
    byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
