package dev.pubwatch.notify.webhook;

import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.IncidentChannel;
import dev.pubwatch.notify.Notice;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Posts each notice as JSON, its alerts in canonical form, signed after Standard Webhooks: {@code
 * webhook-id} is the incident's id and revision, so that a repeat is told as one. A body that had
 * to be shortened says so in the header {@code pubwatch-shortened}.
 */
public final class WebhookChannel implements IncidentChannel {
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
  public @Nullable String deliver(Notice notice, @Nullable String reference)
      throws DeliveryException, InterruptedException {
    NoticeBody body = NoticeBody.of(notice);
    post.send(
        notice.incidentId() + "." + notice.revision(),
        body.bytes(),
        body.isShortened() ? Map.of("pubwatch-shortened", "true") : Map.of());
    return null;
  }
}
