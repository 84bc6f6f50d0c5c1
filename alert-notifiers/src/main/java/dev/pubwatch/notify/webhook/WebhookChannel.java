package dev.pubwatch.notify.webhook;

import dev.pubwatch.events.Alert;
import dev.pubwatch.formats.CanonicalJson;
import dev.pubwatch.notify.Channel;
import dev.pubwatch.notify.DeliveryException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Posts each alert as canonical JSON, signed after Standard Webhooks: {@code webhook-id} is the
 * alert id and revision, so that a repeat is told as one.
 *
 * <p>https, or http to loopback only; redirects are not followed.
 */
public final class WebhookChannel implements Channel {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final long LONGEST_RETRY_AFTER_SECONDS = 86_400;

  private final URI url;
  private final StandardWebhooks signer;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(TIMEOUT)
          .build();

  private WebhookChannel(URI url, StandardWebhooks signer, Clock clock) {
    this.url = url;
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * A channel to an address.
   *
   * @param secret signing secret: {@code whsec_} and base64, or any text, which then is the key
   *     itself
   * @throws IllegalArgumentException if the address is neither https nor http to loopback
   */
  public static WebhookChannel to(URI url, String secret) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    boolean loopback = url.getHost() != null && LOOPBACK.contains(url.getHost());
    if (!scheme.equals("https") && !(scheme.equals("http") && loopback)) {
      throw new IllegalArgumentException(
          "notifiers.webhook.url must be https, or http to loopback, was " + url);
    }
    return new WebhookChannel(url, new StandardWebhooks(secret), Clock.systemUTC());
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public void deliver(Alert alert) throws DeliveryException, InterruptedException {
    String id = alert.getAlertId() + "." + alert.getRevision();
    byte[] body = CanonicalJson.write(alert).getBytes(StandardCharsets.UTF_8);
    long seconds = clock.instant().getEpochSecond();
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(TIMEOUT)
            .header("content-type", "application/json")
            .header("user-agent", "pubwatch")
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(seconds))
            .header("webhook-signature", signer.sign(id, seconds, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      judge(http.send(request, HttpResponse.BodyHandlers.discarding()));
    } catch (IOException e) {
      throw DeliveryException.passing(
          url.getHost() + " did not answer: " + e.getClass().getSimpleName(), null);
    }
  }

  private void judge(HttpResponse<Void> response) throws DeliveryException {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return;
    }
    String message = url.getHost() + " answered " + status;
    boolean passing = status / 100 == 5 || status == 429 || status == 408 || status == 425;
    if (!passing) {
      throw DeliveryException.permanent(message);
    }
    throw DeliveryException.passing(
        message, retryAfter(response.headers().firstValue("retry-after")));
  }

  private static @Nullable Duration retryAfter(Optional<String> header) {
    String text = header.orElse("").trim();
    if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    return Duration.ofSeconds(Math.min(LONGEST_RETRY_AFTER_SECONDS, Long.parseLong(text)));
  }
}
