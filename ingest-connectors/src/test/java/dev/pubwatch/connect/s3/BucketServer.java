package dev.pubwatch.connect.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One bucket with the part of S3's API that a reader needs: ListObjectsV2, HeadObject and
 * GetObject; beside it a queue with the part of SQS's.
 */
final class BucketServer implements AutoCloseable {
  static final String BUCKET = "logs";
  private static final int PAGE = 3;

  static {
    // Else the kernel holds back small answers for 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Stored(byte[] bytes, Instant modified) {
    String etag() {
      return "\"" + Integer.toHexString(Arrays.hashCode(bytes)) + "\"";
    }
  }

  private static final DateTimeFormatter HTTP_TIME =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

  private final HttpServer server;
  private final FakeQueue queue = new FakeQueue();
  private final NavigableMap<String, Stored> objects = new TreeMap<>();
  private int requests;
  private int failAt = -1;
  private String lastStartAfter = "";

  BucketServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The queue behind {@link #queueUrl}. */
  FakeQueue queue() {
    return queue;
  }

  String queueUrl() {
    return url() + "/123456789012/logs";
  }

  synchronized void put(String key, byte[] bytes, Instant modified) {
    objects.put(key, new Stored(bytes, modified));
  }

  synchronized int requests() {
    return requests;
  }

  synchronized String lastStartAfter() {
    return lastStartAfter;
  }

  /** One request, counted from 1, is answered with status 500, as is each after it. */
  synchronized void failFrom(int request) {
    failAt = request;
    requests = 0;
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests++;
      String path = exchange.getRequestURI().getPath();
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      if (authorization == null || !authorization.startsWith("AWS4-HMAC-SHA256 Credential=id/")) {
        exchange.sendResponseHeaders(403, -1);
      } else if (failAt > 0 && requests >= failAt) {
        exchange.sendResponseHeaders(500, -1);
      } else if (exchange.getRequestMethod().equals("POST")) {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        send(exchange, queue.answer(target, exchange.getRequestBody().readAllBytes()));
      } else if (path.equals("/" + BUCKET) || path.equals("/" + BUCKET + "/")) {
        send(exchange, list(query(exchange.getRequestURI())).getBytes(StandardCharsets.UTF_8));
      } else {
        get(exchange, path.substring(BUCKET.length() + 2));
      }
    }
  }

  private void get(HttpExchange exchange, String key) throws IOException {
    Stored stored = objects.get(key);
    if (stored == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    exchange.getResponseHeaders().add("ETag", stored.etag());
    exchange.getResponseHeaders().add("Last-Modified", HTTP_TIME.format(stored.modified()));
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().add("Content-Length", "" + stored.bytes().length);
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    send(exchange, stored.bytes());
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private String list(Map<String, String> query) {
    String prefix = query.getOrDefault("prefix", "");
    lastStartAfter = query.getOrDefault("start-after", "");
    String after = query.getOrDefault("continuation-token", lastStartAfter);
    List<String> keys =
        objects.tailMap(after, false).keySet().stream()
            .filter(key -> key.startsWith(prefix))
            .toList();
    List<String> page = keys.subList(0, Math.min(PAGE, keys.size()));
    StringBuilder xml = new StringBuilder("<ListBucketResult>");
    for (String key : page) {
      Stored stored = objects.get(key);
      if (stored != null) {
        xml.append(
            "<Contents><Key>%s</Key><LastModified>%s</LastModified><ETag>%s</ETag><Size>%d</Size></Contents>"
                .formatted(key, stored.modified(), stored.etag(), stored.bytes().length));
      }
    }
    if (keys.size() > page.size()) {
      xml.append("<IsTruncated>true</IsTruncated><NextContinuationToken>")
          .append(page.get(page.size() - 1))
          .append("</NextContinuationToken>");
    }
    return xml.append("</ListBucketResult>").toString();
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    for (String pair : String.valueOf(uri.getRawQuery()).split("&", -1)) {
      int mark = pair.indexOf('=');
      if (mark > 0) {
        query.put(
            pair.substring(0, mark),
            URLDecoder.decode(pair.substring(mark + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
