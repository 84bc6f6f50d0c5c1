package dev.pubwatch.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Answers as the systems document it: which bounds, which order, how the next page is named. */
final class LogServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter HARBOR =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** What Docker Hub gives for a password. */
  static final String SHORT_LIVED = "sh0rt-l1ved";

  static {
    // Else the kernel holds back small answers for 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /**
   * One entry; entries arrive in the order of their numbers.
   *
   * @param written as the system writes it; null: with as much as tells it from others
   */
  record Entry(int number, Instant time, @Nullable JsonNode written) {}

  private final HttpServer server;
  private final String preset;
  private final List<Entry> entries = new ArrayList<>();
  private int requests;
  private int failAt = -1;
  private @Nullable Consumer<HttpExchange> fault;
  private final List<String> authorizations = new ArrayList<>();
  private final List<URI> asked = new ArrayList<>();

  LogServer(String preset) throws IOException {
    this.preset = preset;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized void add(int number, Instant time) {
    entries.add(new Entry(number, time, null));
  }

  /** An entry as the system writes it. */
  synchronized void add(Instant time, JsonNode written) {
    entries.add(new Entry(entries.size(), time, written));
  }

  synchronized int requests() {
    return requests;
  }

  synchronized List<URI> asked() {
    return List.copyOf(asked);
  }

  synchronized List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  /** The connection breaks at one request, counted from 1. */
  synchronized void failAt(int request) {
    failAt = request;
    requests = 0;
  }

  /** Each request is answered so; null: as documented. */
  synchronized void answer(@Nullable Consumer<HttpExchange> with) {
    fault = with;
  }

  static Consumer<HttpExchange> status(int status, String... headers) {
    return exchange -> {
      try {
        for (int i = 0; i < headers.length; i += 2) {
          exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
        }
        exchange.sendResponseHeaders(status, -1);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      requests++;
      asked.add(exchange.getRequestURI());
      String token = exchange.getRequestHeaders().getFirst(header());
      authorizations.add(String.valueOf(token));
      Consumer<HttpExchange> answer = fault;
      if (requests == failAt) {
        return; // closed without an answer
      }
      if (answer != null) {
        answer.accept(exchange);
        return;
      }
      byte[] body = JSON.writeValueAsBytes(page(exchange));
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String header() {
    return preset.startsWith("gitlab") ? "PRIVATE-TOKEN" : "Authorization";
  }

  private JsonNode page(HttpExchange exchange) {
    URI uri = exchange.getRequestURI();
    if (uri.getPath().equals("/v2/auth/token")) {
      return JSON.createObjectNode().put("access_token", SHORT_LIVED);
    }
    return switch (preset) {
      case "github-audit" -> github(uri, exchange);
      case "gitlab-audit" -> {
        List<Entry> found = found(after(uri, "created_after"), before(uri, "created_before"), true);
        yield cut(found, uri, exchange, "per_page", "cursor");
      }
      case "okta-log" -> {
        List<Entry> found = found(from(uri, "since"), before(uri, "until"), false);
        yield cut(found, uri, exchange, "limit", "after");
      }
      case "cloudflare-audit" -> cloudflare(uri);
      case "harbor-audit" -> numbered(found(harborRange(uri), e -> true, false), uri);
      case "docker-hub-audit" -> {
        List<Entry> found = found(from(uri, "from"), until(uri, "to"), true);
        yield JSON.createObjectNode().set("logs", numbered(found, uri));
      }
      default -> throw new IllegalStateException(preset);
    };
  }

  private ArrayNode github(URI uri, HttpExchange exchange) {
    String phrase = parameter(uri, "phrase");
    if (!phrase.startsWith("created:>=")) {
      throw new IllegalStateException(phrase);
    }
    Instant from = Instant.parse(phrase.substring("created:>=".length()));
    List<Entry> found = found(e -> !e.time().isBefore(from), e -> true, false);
    return cut(found, uri, exchange, "per_page", "after");
  }

  private JsonNode cloudflare(URI uri) {
    List<Entry> found = found(from(uri, "since"), before(uri, "before"), false);
    int start = number(uri, "cursor", 0);
    int end = Math.min(found.size(), start + number(uri, "limit", 100));
    ObjectNode answer = JSON.createObjectNode();
    answer.set("result", write(found.subList(Math.min(start, end), end)));
    answer.putObject("result_info").put("cursor", end < found.size() ? "" + end : "");
    return answer;
  }

  /** A page with the next one in the Link header. */
  private ArrayNode cut(
      List<Entry> found, URI uri, HttpExchange exchange, String size, String cursor) {
    int start = number(uri, cursor, 0);
    int end = Math.min(found.size(), start + number(uri, size, 100));
    if (end < found.size()) {
      URI next = Queries.with(URI.create(url()).resolve(uri), cursor, "" + end);
      exchange
          .getResponseHeaders()
          .add("Link", "<%s>; rel=\"self\", <%s>; rel=\"next\"".formatted(uri, next));
    }
    return write(found.subList(Math.min(start, end), end));
  }

  private ArrayNode numbered(List<Entry> found, URI uri) {
    int size = number(uri, "page_size", 10);
    int start = Math.min(found.size(), (number(uri, "page", 1) - 1) * size);
    return write(found.subList(start, Math.min(found.size(), start + size)));
  }

  private List<Entry> found(Predicate<Entry> lower, Predicate<Entry> upper, boolean descending) {
    Comparator<Entry> order = Comparator.comparing(Entry::time).thenComparingInt(Entry::number);
    return entries.stream()
        .filter(lower.and(upper))
        .sorted(descending ? order.reversed() : order)
        .toList();
  }

  private ArrayNode write(List<Entry> page) {
    ArrayNode array = JSON.createArrayNode();
    for (Entry entry : page) {
      if (entry.written() != null) {
        array.add(entry.written());
        continue;
      }
      String time = entry.time().toString();
      ObjectNode node = array.addObject();
      node.put("eventVersion", "1.08").put("eventID", "e" + entry.number()).put("eventTime", time);
      node.put("eventSource", "ecr.amazonaws.com").put("eventName", "PutImage");
      node.put("awsRegion", "eu-west-1").put("recipientAccountId", "123456789012");
      node.putObject("userIdentity").put("type", "Root").put("accountId", "123456789012");
      node.put("_document_id", "e" + entry.number()).put("@timestamp", entry.time().toEpochMilli());
      node.put("created_at", time).put("op_time", time).put("published", time);
      node.put("timestamp", time);
      if (preset.equals("github-audit")) {
        node.put("action", "repo.create").put("org", "acme").put("repo", "acme/tool");
      } else {
        node.putObject("action").put("time", time);
      }
    }
    return array;
  }

  private static Predicate<Entry> from(URI uri, String name) {
    Instant bound = Instant.parse(parameter(uri, name));
    return entry -> !entry.time().isBefore(bound);
  }

  private static Predicate<Entry> after(URI uri, String name) {
    Instant bound = Instant.parse(parameter(uri, name));
    return entry -> entry.time().isAfter(bound);
  }

  private static Predicate<Entry> before(URI uri, String name) {
    Instant bound = Instant.parse(parameter(uri, name));
    return entry -> entry.time().isBefore(bound);
  }

  private static Predicate<Entry> until(URI uri, String name) {
    return after(uri, name).negate();
  }

  private static Predicate<Entry> harborRange(URI uri) {
    String range = parameter(uri, "q").replace("op_time=[", "").replace("]", "");
    int mark = range.indexOf('~');
    Instant from = harbor(range.substring(0, mark));
    Instant to = harbor(range.substring(mark + 1));
    return entry -> !entry.time().isBefore(from) && !entry.time().isAfter(to);
  }

  private static Instant harbor(String text) {
    return LocalDateTime.parse(text, HARBOR).toInstant(ZoneOffset.UTC);
  }

  private static String parameter(URI uri, String name) {
    return Objects.requireNonNull(Queries.parameter(uri, name), name);
  }

  private static int number(URI uri, String name, int otherwise) {
    String text = Queries.parameter(uri, name);
    return text == null ? otherwise : Integer.parseInt(text);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
