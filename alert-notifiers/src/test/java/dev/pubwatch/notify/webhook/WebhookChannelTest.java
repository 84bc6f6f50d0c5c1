package dev.pubwatch.notify.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pubwatch.notify.Alerts;
import dev.pubwatch.notify.ChannelContract;
import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.Notices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookChannelTest extends ChannelContract {
  private static final int SILENT = -1;
  private static final int ENDLESS = -2;
  private static final String SECRET = "a signing secret of enough length";

  private record Received(String id, String timestamp, String signature, String body, int status) {}

  private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer server = loopbackServer();
  private volatile int status = 204;
  private volatile String retryAfter = "";

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
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
            status));
    if (!retryAfter.isEmpty()) {
      exchange.getResponseHeaders().set("Retry-After", retryAfter);
    }
    if (status == ENDLESS) {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write('.');
      exchange.getResponseBody().flush(); // and never more
      return;
    }
    if (status != SILENT) {
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    }
  }

  @Override
  protected WebhookChannel channel() {
    return channel(Duration.ofSeconds(15));
  }

  private static Notice notice(int revision) {
    return Notices.of(
        "pwi-1", revision, Notice.Phase.UPDATED, List.of(Alerts.alert("pw-1", revision)));
  }

  private WebhookChannel channel(Duration timeout) {
    return WebhookChannel.to(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook"),
        SECRET,
        Clock.systemUTC(),
        timeout);
  }

  @Override
  protected List<String> received() {
    return received.stream().filter(r -> r.status() == 204).map(r -> r.id() + r.body()).toList();
  }

  @Override
  protected void breakReceiver() {
    status = 500;
  }

  @Override
  protected boolean repairReceiver() {
    status = 204;
    return true;
  }

  @Test
  void postsTheAlertSigned() throws Exception {
    channel().deliver(notice(2), null);
    Received request = received.get(0);
    assertEquals("pwi-1.2", request.id());
    assertEquals(
        new StandardWebhooks("test", SECRET)
            .sign(
                "pwi-1.2",
                Long.parseLong(request.timestamp()),
                request.body().getBytes(StandardCharsets.UTF_8)),
        request.signature());
    String body = request.body();
    assertTrue(body.contains("\"alert_id\":\"pw-1\""), body);
    assertTrue(
        body.startsWith("{\"incident_id\":\"pwi-1\",\"revision\":2,\"phase\":\"updated\""), body);
  }

  /** The example of the Standard Webhooks specification. */
  @Test
  void signsAsTheSpecificationDoes() {
    StandardWebhooks signer =
        new StandardWebhooks("test", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
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
        assertThrows(DeliveryException.class, () -> channel().deliver(notice(1), null));
    assertFalse(e.isPermanent());
    assertEquals(Duration.ofSeconds(7), e.retryAfter());
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 408, 425, 429, 500, 502, 503, 504})
  void whatMayBeSetRightIsWorthAnotherTry(int answer) {
    status = answer;
    assertFalse(refused(channel()).isPermanent());
  }

  /** 410: the receiver wants no more. */
  @ParameterizedTest
  @ValueSource(ints = {301, 307, 400, 410, 413, 422})
  void whatWillNeverDoIsNot(int answer) {
    status = answer;
    assertTrue(refused(channel()).isPermanent());
  }

  @ParameterizedTest
  @ValueSource(ints = {SILENT, ENDLESS})
  void aServerThatNeverEndsItsAnswerIsGivenUp(int answer) {
    status = answer;
    DeliveryException e = refused(channel(Duration.ofMillis(200)));
    assertFalse(e.isPermanent());
    assertTrue(String.valueOf(e.getMessage()).contains("within 200 ms"));
  }

  private static DeliveryException refused(WebhookChannel channel) {
    return assertThrows(DeliveryException.class, () -> channel.deliver(notice(1), null));
  }

  @Test
  void redirectsAreNotFollowed() {
    status = 302;
    DeliveryException e =
        assertThrows(DeliveryException.class, () -> channel().deliver(notice(1), null));
    assertTrue(e.isPermanent());
    assertEquals(1, received.size());
  }

  @Test
  void aDeadServerIsWorthAnotherTry() {
    WebhookChannel channel = channel();
    server.stop(0);
    DeliveryException e =
        assertThrows(DeliveryException.class, () -> channel.deliver(notice(1), null));
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
    assertThrows(
        IllegalArgumentException.class,
        () -> WebhookChannel.to(URI.create("https://user:password@example.org/hook"), SECRET));
  }

  @Test
  void aFaultySecretIsNamedButNotShown() {
    URI url = URI.create("https://example.org/hook");
    for (String secret : List.of("too short", "whsec_c2hvcnQ=", "whsec_no base64 at all, no")) {
      String message =
          String.valueOf(
              assertThrows(IllegalArgumentException.class, () -> WebhookChannel.to(url, secret))
                  .getMessage());
      assertTrue(message.contains("secret must"), message);
      assertFalse(message.contains(secret), message);
    }
  }
}
