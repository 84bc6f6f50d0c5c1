package dev.pubwatch.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP around the pages: GET and HEAD only, and only under a name of this machine, so that no web
 * page elsewhere can read alerts by pointing its own name here (DNS rebinding).
 */
final class HttpFront implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Pages pages;

  HttpFront(Pages pages) {
    this.pages = pages;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, answer(exchange));
    }
  }

  private Answer answer(HttpExchange exchange) {
    if (!isForHere(exchange.getRequestHeaders().get("Host"))) {
      return Answer.text(403, "Host must be localhost, 127.0.0.1 or [::1]");
    }
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return Answer.text(405, "method must be GET or HEAD");
    }
    try {
      return pages.get(exchange.getRequestURI().getRawPath());
    } catch (RuntimeException e) {
      LOG.error("console page could not be written", e);
      return Answer.text(500, "this page could not be written; see the log");
    }
  }

  private static boolean isForHere(@Nullable List<String> hosts) {
    return hosts != null
        && hosts.size() == 1
        && NAMES.contains(hosts.get(0).replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT));
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.bytes();
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", answer.contentType());
    headers.set("Content-Security-Policy", Style.POLICY + "; frame-ancestors 'none'");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(answer.status(), -1);
    } else {
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
