package dev.pubwatch.notify.webhook;

import dev.pubwatch.events.Alert;
import dev.pubwatch.notify.Channel;
import dev.pubwatch.notify.DeliveryException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Posts each alert as canonical JSON, signed after Standard Webhooks: {@code webhook-id} is the
 * alert id and revision, so that a repeat is told as one. A body that had to be shortened says so
 * in the header {@code pubwatch-shortened}.
 */
public final class WebhookChannel implements Channel {
  private static final String SETTING = "notifiers.webhook";

  private final SignedPost post;

  private WebhookChannel(SignedPost post) {
    this.post = post;
  }

  /**
   * A channel to an address.
   *
   * @param secret signing secret: {@code whsec_} and base64, or any text, which then is the key
   *     itself
   * @throws IllegalArgumentException if the address is neither https nor http to loopback, or the
   *     secret cannot be used
   */
  public static WebhookChannel to(URI url, String secret) {
    return new WebhookChannel(SignedPost.to(SETTING, url, secret));
  }

  static WebhookChannel to(URI url, String secret, Clock clock, Duration timeout) {
    return new WebhookChannel(SignedPost.to(SETTING, url, secret, clock, timeout));
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public void deliver(Alert alert) throws DeliveryException, InterruptedException {
    AlertBody body = AlertBody.of(alert);
    post.send(
        alert.getAlertId() + "." + alert.getRevision(),
        body.bytes(),
        body.isShortened() ? Map.of("pubwatch-shortened", "true") : Map.of());
  }
}
