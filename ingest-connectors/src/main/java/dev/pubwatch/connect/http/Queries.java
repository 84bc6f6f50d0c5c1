package dev.pubwatch.connect.http;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Addresses with a query, and links to the next one. */
final class Queries {
  /** One entry of a Link header (RFC 8288). */
  private static final Pattern LINK = Pattern.compile("<([^<>]*)>((?:\\s*;\\s*[^,<]*)?)");

  private static final Pattern NEXT = Pattern.compile(";\\s*rel\\s*=\\s*\"?next\"?(\\s|;|$)");

  private Queries() {}

  /** An address below the base. */
  static URI of(URI base, String path, Map<String, String> query) {
    String root = base.toString();
    String stripped = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    return URI.create(stripped + path + (query.isEmpty() ? "" : "?" + encode(query)));
  }

  /** The same address with one parameter set. */
  static URI with(URI uri, String name, String value) {
    Map<String, String> query = new LinkedHashMap<>();
    String raw = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    for (Iterator<String> pairs = Pattern.compile("&").splitAsStream(raw).iterator();
        pairs.hasNext(); ) {
      String pair = pairs.next();
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    query.put(name, value);
    String text = uri.toString();
    int mark = text.indexOf('?');
    return URI.create((mark < 0 ? text : text.substring(0, mark)) + "?" + encode(query));
  }

  /** Value of a parameter; null when there is none. */
  static @Nullable String parameter(URI uri, String name) {
    String raw = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    return Pattern.compile("&")
        .splitAsStream(raw)
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> decode(pair.substring(name.length() + 1)))
        .findFirst()
        .orElse(null);
  }

  /** The link with {@code rel="next"}; null when there is none. */
  static @Nullable String nextLink(Reply reply) {
    for (String header : reply.headers().allValues("link")) {
      Matcher link = LINK.matcher(header);
      while (link.find()) {
        if (NEXT.matcher(link.group(2)).find()) {
          return link.group(1);
        }
      }
    }
    return null;
  }

  private static String encode(Map<String, String> query) {
    return query.entrySet().stream()
        .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
