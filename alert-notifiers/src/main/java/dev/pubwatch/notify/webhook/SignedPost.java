package dev.pubwatch.notify.webhook;

import dev.pubwatch.notify.DeliveryException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts JSON to an address, signed after Standard Webhooks.
 *
 * <p>https, or http to loopback only; redirects are not followed. An answer must be there, body and
 * all, within the time limit.
 */
public final class SignedPost {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Redirects, and what says that this very request will never do. 401 to 405 may be set right. */
  private static final Set<Integer> PERMANENT =
      Set.of(300, 301, 302, 303, 307, 308, 400, 410, 413, 414, 415, 422, 431);

  private final URI url;
  private final StandardWebhooks signer;
  private final Clock clock;
  private final Duration timeout;
  private final HttpClient http;

  private SignedPost(URI url, StandardWebhooks signer, Clock clock, Duration timeout) {
    this.url = url;
    this.signer = signer;
    this.clock = clock;
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  /**
   * Posts to an address.
   *
   * @param setting what the messages call it
   * @param secret signing secret: {@code whsec_} and base64, or any text, which then is the key
   *     itself
   * @throws IllegalArgumentException if the address is neither https nor http to loopback, or the
   *     secret cannot be used
   */
  public static SignedPost to(String setting, URI url, String secret) {
    return to(setting, url, secret, Clock.systemUTC(), TIMEOUT);
  }

  static SignedPost to(String setting, URI url, String secret, Clock clock, Duration timeout) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    boolean https = scheme.equals("https") && url.getHost() != null;
    boolean loopback =
        scheme.equals("http") && url.getHost() != null && LOOPBACK.contains(url.getHost());
    if (!https && !loopback) {
      throw new IllegalArgumentException(
          "%s.url must be https, or http to loopback, was %s to %s"
              .formatted(setting, scheme, url.getHost()));
    }
    if (url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          setting + ".url must not hold a user or password: the signature takes their place");
    }
    return new SignedPost(url, new StandardWebhooks(setting, secret), clock, timeout);
  }

  /**
   * Posts once.
   *
   * @param id what a repeat is told by, sent as {@code webhook-id}
   * @return the status, 200 to 299
   * @throws DeliveryException if the answer is another one or none; it knows the status
   */
  public int send(String id, byte[] body, Map<String, String> headers)
      throws DeliveryException, InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(request(id, body, headers), info -> BodySubscribers.discarding());
    try {
      return judge(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      throw DeliveryException.passing(
          "%s did not answer within %d ms".formatted(url.getHost(), timeout.toMillis()), null);
    } catch (ExecutionException e) {
      String why = String.valueOf(e.getCause());
      throw DeliveryException.passing(url.getHost() + " did not answer: " + why, null);
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest request(String id, byte[] body, Map<String, String> headers) {
    long seconds = clock.instant().getEpochSecond();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("content-type", "application/json")
            .header("user-agent", "pubwatch")
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(seconds))
            .header("webhook-signature", signer.sign(id, seconds, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return request.build();
  }

  private int judge(HttpResponse<Void> response) throws DeliveryException {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return status;
    }
    String message = url.getHost() + " answered " + status;
    if (PERMANENT.contains(status)) {
      throw DeliveryException.permanent(message).answered(status);
    }
    String retryAfter = response.headers().firstValue("retry-after").orElse("");
    throw DeliveryException.passing(message, RetryAfter.read(retryAfter, clock.instant()))
        .answered(status);
  }
}
