package dev.pubwatch.cli.investigate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers as npm's registry does, with faults before the next answers. */
final class NpmServer implements AutoCloseable {
  /** Answers in a way of its own. */
  interface Fault {
    void answer(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final Map<String, String> documents = new HashMap<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();

  NpmServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  synchronized void fail(Fault fault) {
    faults.add(fault);
  }

  /** Requests so far: path, status, and the ETag that was sent. */
  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  /** A package that ada publishes every tenth day from a workflow, and once somebody else did. */
  synchronized void add(String name, int versions, boolean stolen) {
    StringBuilder times = new StringBuilder();
    StringBuilder documentsOf = new StringBuilder();
    Instant time = Instant.parse("2022-01-03T10:00:00Z");
    for (int i = 0; i < versions; i++) {
      boolean odd = stolen && i == versions - 1;
      String version = "1.%d.0".formatted(i);
      times.append(i == 0 ? "" : ",").append("\"%s\":\"%s\"".formatted(version, time));
      documentsOf
          .append(i == 0 ? "" : ",")
          .append(
              """
              "%s":{"name":"%s","version":"%s","_npmUser":{"name":"%s"},%s
               "dist":{"shasum":"%040x","unpackedSize":%d,"fileCount":10}}"""
                  .formatted(
                      version,
                      name,
                      version,
                      odd ? "mallory" : "ada",
                      odd
                          ? "\"hasInstallScript\":true,\"scripts\":{\"preinstall\":\"node x\"},"
                          : "",
                      i,
                      odd ? 900_000 : 20_000 + i));
      time = time.plusSeconds(odd ? 0 : 10 * 86_400);
    }
    documents.put(
        name,
        "{\"name\":\"%s\",\"time\":{%s},\"versions\":{%s}}".formatted(name, times, documentsOf));
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    String tag = exchange.getRequestHeaders().getFirst("If-None-Match");
    asked.add(path + " " + tag);
    Fault fault = faults.poll();
    if (fault != null) {
      fault.answer(exchange);
      exchange.close();
      return;
    }
    String document = documents.get(path.substring(1).replace("%2F", "/"));
    if (document == null) {
      exchange.sendResponseHeaders(404, -1);
    } else if ("\"one\"".equals(tag)) {
      exchange.sendResponseHeaders(304, -1);
    } else {
      byte[] body = document.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("ETag", "\"one\"");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
