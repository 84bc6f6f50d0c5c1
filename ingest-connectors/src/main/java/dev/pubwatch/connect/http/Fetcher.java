package dev.pubwatch.connect.http;

import dev.pubwatch.connect.Versions;
import dev.pubwatch.connect.http.HttpFault.Kind;
import dev.pubwatch.formats.Decompression;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks one server. Requests go to the configured scheme, host and port only, whatever links and
 * redirects say; answers are bounded in size and time.
 */
final class Fetcher implements AutoCloseable {
  private static final int MAX_REDIRECTS = 3;
  private static final String USER_AGENT = "pubwatch/" + Versions.own();

  private final HttpClient client;
  private final URI base;
  private final Duration timeout;
  private final int maxBytes;
  private final InstantSource clock;
  private volatile @Nullable CompletableFuture<HttpResponse<byte[]>> running;
  private volatile boolean closed;

  /**
   * @param timeout of a whole request
   * @param maxBytes of a body, decompressed too
   */
  Fetcher(URI base, Duration timeout, int maxBytes, InstantSource clock) {
    this.client =
        HttpClient.newBuilder().followRedirects(Redirect.NEVER).connectTimeout(timeout).build();
    this.base = base;
    this.timeout = timeout;
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  URI base() {
    return base;
  }

  /** Whether a request may go there. */
  boolean isSameServer(URI uri) {
    return base.getScheme().equalsIgnoreCase(uri.getScheme())
        && base.getHost().equalsIgnoreCase(uri.getHost())
        && port(base) == port(uri)
        && uri.getUserInfo() == null;
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  /** The answer to a GET. */
  Reply get(URI uri, Map<String, String> headers) throws HttpFault {
    URI at = uri;
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      HttpResponse<byte[]> response = send(request(at, headers).GET().build());
      String location = response.headers().firstValue("location").orElse(null);
      if (response.statusCode() / 100 != 3
          || location == null
          || response.statusCode() == Reply.NOT_MODIFIED) {
        return checked(at, response);
      }
      at = sameServer(at, location);
    }
    throw HttpFault.transientFault(
        "%s leads to more than %d redirects".formatted(path(uri), MAX_REDIRECTS));
  }

  /** The answer to a POST of JSON. */
  Reply post(URI uri, String json) throws HttpFault {
    HttpRequest request =
        request(uri, Map.of("Content-Type", "application/json"))
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    return checked(uri, send(request));
  }

  /** A link of an answer, to the same server. */
  URI sameServer(URI from, String link) throws HttpFault {
    URI to;
    try {
      to = from.resolve(link);
    } catch (IllegalArgumentException e) {
      throw HttpFault.transientFault(path(from) + " gave a link that is no address");
    }
    if (to.getHost() == null || !isSameServer(to)) {
      throw new HttpFault(
          Kind.REFUSED,
          0,
          "%s leads to %s, and only %s may be asked"
              .formatted(path(from), to.getHost(), base.getHost()),
          null);
    }
    return to;
  }

  private HttpRequest.Builder request(URI uri, Map<String, String> headers) throws HttpFault {
    if (!isSameServer(uri)) {
      throw new IllegalArgumentException(uri.getHost() + " is not " + base.getHost());
    }
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri)
            .timeout(timeout)
            .header("User-Agent", USER_AGENT)
            .header("Accept-Encoding", "gzip");
    headers.forEach(builder::header);
    return builder;
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws HttpFault {
    String path = path(request.uri());
    CompletableFuture<HttpResponse<byte[]>> future =
        client.sendAsync(request, info -> new BoundedBody(maxBytes));
    running = future;
    if (closed) {
      future.cancel(true);
    }
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw HttpFault.transientFault("interrupted");
    } catch (TimeoutException e) {
      throw HttpFault.transientFault("%s took longer than %s".formatted(path, timeout));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BoundedBody.TooLongException tooLong) {
        throw new HttpFault(Kind.TOO_LONG, 0, path + ": " + tooLong.getMessage(), null);
      }
      throw HttpFault.transientFault("%s: %s".formatted(path, e.getCause()));
    } catch (CancellationException e) {
      throw HttpFault.transientFault("stopped");
    } finally {
      future.cancel(true);
      running = null;
    }
  }

  private Reply checked(URI uri, HttpResponse<byte[]> response) throws HttpFault {
    int status = response.statusCode();
    if (status / 100 == 2 || status == Reply.NOT_MODIFIED) {
      return new Reply(uri, status, response.headers(), unpacked(uri, response));
    }
    Duration wait = ServerLimits.waitTime(response.headers(), clock.instant());
    throw new HttpFault(
        kind(status, wait), status, "%s answered %d".formatted(path(uri), status), wait);
  }

  private static Kind kind(int status, @Nullable Duration wait) {
    if (status == 429 || (status == 403 && wait != null)) {
      return Kind.LIMITED;
    }
    boolean transientFault = status / 100 == 5 || status == 408 || status == 425;
    return transientFault ? Kind.TRANSIENT : Kind.REFUSED;
  }

  private byte[] unpacked(URI uri, HttpResponse<byte[]> response) throws HttpFault {
    String encoding = response.headers().firstValue("content-encoding").orElse("");
    if (!encoding.equalsIgnoreCase("gzip")) {
      return response.body();
    }
    try (InputStream in = Decompression.wrap(new ByteArrayInputStream(response.body()))) {
      byte[] bytes = in.readNBytes(maxBytes);
      if (in.read() >= 0) {
        String message = path(uri) + ": " + new BoundedBody.TooLongException(maxBytes).getMessage();
        throw new HttpFault(Kind.TOO_LONG, 0, message, null);
      }
      return bytes;
    } catch (IOException e) {
      throw HttpFault.transientFault("%s: %s".formatted(path(uri), e.getMessage()));
    }
  }

  /** An address for logs: without its query, which may hold more than a log should. */
  static String path(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
  }

  @Override
  public void close() {
    closed = true;
    CompletableFuture<HttpResponse<byte[]>> last = running;
    if (last != null) {
      last.cancel(true);
    }
  }
}
