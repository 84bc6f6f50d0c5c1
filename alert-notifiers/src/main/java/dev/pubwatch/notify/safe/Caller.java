package dev.pubwatch.notify.safe;

import dev.pubwatch.notify.DeliveryException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Calls one receiver over HTTP.
 *
 * <p>A name is resolved once, each address is checked, and the connection goes to a checked
 * address, so a name server that answers differently the second time gains nothing. Redirects are
 * not followed, nothing is sent twice, cookies are not kept, and no proxy is used. An answer must
 * be there, body and all, within the time limit.
 */
public final class Caller implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int LONGEST_ANSWER = 1 << 20;

  private final URI base;
  private final String host;
  private final Duration timeout;
  private final CloseableHttpClient http;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "pubwatch-call");
            thread.setDaemon(true);
            return thread;
          });

  private Caller(URI base, Outbound outbound, @Nullable SSLContext tls, Duration timeout) {
    this.base = base;
    this.host = String.valueOf(base.getHost());
    this.timeout = timeout;
    this.http = client(outbound, tls, timeout);
  }

  /**
   * Calls to an address and what is below it.
   *
   * @param setting what the messages call it
   * @param tls whom to trust, null for whom the Java runtime trusts
   * @throws IllegalArgumentException if the address is not allowed
   */
  public static Caller to(String setting, URI base, Outbound outbound, @Nullable SSLContext tls) {
    return to(setting, base, outbound, tls, TIMEOUT);
  }

  static Caller to(
      String setting, URI base, Outbound outbound, @Nullable SSLContext tls, Duration timeout) {
    outbound.check(setting, base);
    return new Caller(base, outbound, tls, timeout);
  }

  /** The receiver's name, for messages. */
  public String host() {
    return host;
  }

  /**
   * Calls once.
   *
   * @param below path and query that follow the address, percent-encoded; empty for the address
   * @return any answer, also one that refuses
   * @throws DeliveryException if there was none in time
   */
  public Answer call(String method, String below, Map<String, String> headers, byte[] body)
      throws DeliveryException, InterruptedException {
    HttpUriRequestBase request = new HttpUriRequestBase(method, at(below));
    request.setHeader("user-agent", "pubwatch");
    headers.forEach(request::setHeader);
    if (body.length > 0) {
      request.setEntity(new ByteArrayEntity(body, null));
    }
    Future<Answer> answer = threads.submit(() -> http.execute(request, Caller::read));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw DeliveryException.passing(
          "%s did not answer within %d ms".formatted(host, timeout.toMillis()), null);
    } catch (ExecutionException e) {
      throw DeliveryException.passing(host + " did not answer: " + why(e.getCause()), null);
    } finally {
      if (!answer.isDone()) {
        request.cancel();
        answer.cancel(true);
      }
    }
  }

  private URI at(String below) {
    String start = base.toString();
    boolean twice = start.endsWith("/") && below.startsWith("/");
    return URI.create((twice ? start.substring(0, start.length() - 1) : start) + below);
  }

  /** Kinds of failure and refused addresses; other messages may quote the request. */
  private static String why(@Nullable Throwable cause) {
    return cause instanceof RefusedAddressException refused
        ? String.valueOf(refused.getMessage())
        : cause == null ? "unknown" : cause.getClass().getSimpleName();
  }

  private static Answer read(ClassicHttpResponse response) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (Header header : response.getHeaders()) {
      headers.putIfAbsent(
          header.getName().toLowerCase(Locale.ROOT), String.valueOf(header.getValue()));
    }
    return new Answer(response.getCode(), headers, body(response));
  }

  private static String body(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return "";
    }
    InputStream in = entity.getContent();
    byte[] start = in.readNBytes(LONGEST_ANSWER);
    if (in.read() >= 0) {
      throw new IOException("an answer of more than " + LONGEST_ANSWER + " bytes");
    }
    return new String(start, StandardCharsets.UTF_8);
  }

  private static CloseableHttpClient client(
      Outbound outbound, @Nullable SSLContext tls, Duration timeout) {
    Timeout limit = Timeout.of(timeout);
    PoolingHttpClientConnectionManagerBuilder connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new CheckedDns(outbound.addresses()))
            .setDefaultConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(limit).setSocketTimeout(limit).build());
    if (tls != null) {
      connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(tls));
    }
    return HttpClients.custom()
        .setConnectionManager(connections.build())
        .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(limit).build())
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableAuthCaching()
        .disableCookieManagement()
        .disableContentCompression()
        .build();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    http.close(CloseMode.IMMEDIATE);
  }

  /** Resolves names to addresses that are allowed; the connection takes these and no others. */
  private static final class CheckedDns implements DnsResolver {
    private final AddressRules rules;

    CheckedDns(AddressRules rules) {
      this.rules = rules;
    }

    @Override
    public InetAddress[] resolve(String name) throws UnknownHostException {
      InetAddress[] all = InetAddress.getAllByName(name);
      if (!Arrays.stream(all).allMatch(rules::allows)) {
        throw new RefusedAddressException(
            name
                + " is at an address that is not public, and notifiers.allowed-networks does not"
                + " hold it");
      }
      return all;
    }

    @Override
    public String resolveCanonicalHostname(String name) {
      return name;
    }
  }

  private static final class RefusedAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedAddressException(String message) {
      super(message);
    }
  }
}
