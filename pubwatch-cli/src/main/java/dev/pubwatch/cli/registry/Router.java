package dev.pubwatch.cli.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From method and path to what answers them. */
final class Router {
  /** Answers a request with JSON, or throws {@link ApiException}. */
  @FunctionalInterface
  interface Handler {
    JsonNode handle(Request request);
  }

  private record Route(String method, List<String> segments, Handler handler) {}

  private final List<Route> routes = new ArrayList<>();

  /** Adds a route, such as {@code /subjects/{subject}/versions}. */
  Router on(String method, String path, Handler handler) {
    routes.add(new Route(method, segments(path), handler));
    return this;
  }

  /**
   * Answers a request.
   *
   * @param rawPath percent-encoded
   * @param rawQuery percent-encoded
   */
  JsonNode route(String method, String rawPath, @Nullable String rawQuery, JsonNode body) {
    List<String> path = segments(rawPath);
    boolean pathKnown = false;
    for (Route route : routes) {
      Map<String, String> params = match(route.segments, path);
      if (params != null && route.method.equals(method)) {
        return route.handler.handle(new Request(params, query(rawQuery), body));
      }
      pathKnown |= params != null;
    }
    throw pathKnown
        ? ApiException.http(405, "HTTP 405 Method Not Allowed")
        : ApiException.http(404, "HTTP 404 Not Found");
  }

  private static @Nullable Map<String, String> match(List<String> template, List<String> path) {
    if (template.size() != path.size()) {
      return null;
    }
    Map<String, String> params = new HashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String part = template.get(i);
      if (part.startsWith("{")) {
        params.put(part.substring(1, part.length() - 1), decode(path.get(i)));
      } else if (!part.equals(path.get(i))) {
        return null;
      }
    }
    return params;
  }

  private static Map<String, String> query(@Nullable String rawQuery) {
    Map<String, String> query = new HashMap<>();
    if (rawQuery != null) {
      for (String pair : rawQuery.split("&", -1)) {
        String[] parts = pair.split("=", 2);
        query.put(
            URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
            parts.length == 2 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "true");
      }
    }
    return query;
  }

  private static List<String> segments(String path) {
    return List.of(path.replaceAll("^/+|/+$", "").split("/+", -1));
  }

  private static String decode(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
