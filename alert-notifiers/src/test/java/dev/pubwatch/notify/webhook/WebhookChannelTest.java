package dev.pubwatch.notify.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pubwatch.notify.Alerts;
import dev.pubwatch.notify.DeliveryException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookChannelTest {
  private static final String SECRET = "a signing secret of enough length";

  private record Received(String id, String timestamp, String signature, String body) {}

  private final List<Received> received = new ArrayList<>();
  private final HttpServer server = loopbackServer();
  private int status = 204;
  private String retryAfter = "";

  private static HttpServer loopbackServer() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() {
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    received.add(
        new Received(
            exchange.getRequestHeaders().getFirst("webhook-id"),
            exchange.getRequestHeaders().getFirst("webhook-timestamp"),
            exchange.getRequestHeaders().getFirst("webhook-signature"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    if (!retryAfter.isEmpty()) {
      exchange.getResponseHeaders().set("Retry-After", retryAfter);
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private WebhookChannel channel() {
    return WebhookChannel.to(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook"), SECRET);
  }

  @Test
  void postsTheAlertSigned() throws Exception {
    channel().deliver(Alerts.alert("pw-1", 2));
    Received request = received.get(0);
    assertEquals("pw-1.2", request.id());
    assertEquals(
        new StandardWebhooks(SECRET)
            .sign(
                "pw-1.2",
                Long.parseLong(request.timestamp()),
                request.body().getBytes(StandardCharsets.UTF_8)),
        request.signature());
    String body = request.body();
    assertTrue(body.contains("\"alert_id\":\"pw-1\""), body);
  }

  /** The example of the Standard Webhooks specification. */
  @Test
  void signsAsTheSpecificationDoes() {
    StandardWebhooks signer = new StandardWebhooks("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    String body = "{\"test\": 2432232314}";
    assertEquals(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        signer.sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aServerErrorIsWorthAnotherTry() {
    status = 503;
    retryAfter = "7";
    DeliveryException e =
        assertThrows(DeliveryException.class, () -> channel().deliver(Alerts.alert("a", 1)));
    assertFalse(e.isPermanent());
    assertEquals(Duration.ofSeconds(7), e.retryAfter());
  }

  @Test
  void anAddressThatIsGoneIsNot() {
    status = 410;
    DeliveryException e =
        assertThrows(DeliveryException.class, () -> channel().deliver(Alerts.alert("a", 1)));
    assertTrue(e.isPermanent());
  }

  @Test
  void redirectsAreNotFollowed() {
    status = 302;
    DeliveryException e =
        assertThrows(DeliveryException.class, () -> channel().deliver(Alerts.alert("a", 1)));
    assertTrue(e.isPermanent());
    assertEquals(1, received.size());
  }

  @Test
  void aDeadServerIsWorthAnotherTry() {
    WebhookChannel channel = channel();
    server.stop(0);
    DeliveryException e =
        assertThrows(DeliveryException.class, () -> channel.deliver(Alerts.alert("a", 1)));
    assertFalse(e.isPermanent());
  }

  @Test
  void refusesToSendInTheClear() {
    assertThrows(
        IllegalArgumentException.class,
        () -> WebhookChannel.to(URI.create("http://example.org/hook"), SECRET));
    assertThrows(
        IllegalArgumentException.class,
        () -> WebhookChannel.to(URI.create("file:///etc/passwd"), SECRET));
  }
}
