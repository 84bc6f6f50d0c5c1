package dev.pubwatch.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pubwatch.formats.Formats;
import dev.pubwatch.gateway.verify.Scheme;
import dev.pubwatch.gateway.verify.Secret;
import dev.pubwatch.gateway.verify.VerifierSettings;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The same delivery twice. */
class ReplayTest {
  private static final byte[] BODY = Bench.utf8(Bench.audit("one"));
  private static final String SIGNED = "sha256=" + Bench.hmac("HmacSHA256", Bench.SECRET, BODY);
  private static final Endpoint GITHUB = Bench.endpoint(Scheme.GITHUB, "github-audit");

  @Test
  void isAnsweredAndNotWrittenAgain() throws Exception {
    try (Bench bench = new Bench(GITHUB)) {
      assertEquals(200, deliver(bench, "d-1").statusCode());
      HttpResponse<String> again = deliver(bench, "d-1");
      assertEquals(200, again.statusCode());
      assertEquals("{\"status\":\"duplicate\"}", again.body());
      assertEquals(1, bench.store.kept.size());
      assertEquals(200, deliver(bench, "d-2").statusCode());
      assertEquals(2, bench.store.kept.size());
    }
  }

  @Test
  void ofADeliveryThatFailedIsTaken() throws Exception {
    try (Bench bench = new Bench(GITHUB)) {
      bench.store.away.set(true);
      HttpResponse<String> failed = deliver(bench, "d-1");
      assertEquals(503, failed.statusCode());
      assertEquals("5", failed.headers().firstValue("Retry-After").orElse(""));
      bench.store.away.set(false);
      assertEquals("{\"status\":\"ok\",\"events\":1,\"rejects\":0}", deliver(bench, "d-1").body());
    }
  }

  private static HttpResponse<String> deliver(Bench bench, String id) throws Exception {
    return bench.post(
        "/hooks/github", BODY, "X-Hub-Signature-256", SIGNED, "X-GitHub-Delivery", id);
  }

  @Test
  void ofASignedTimeIsRefusedOnceItIsOld() throws Exception {
    try (Bench bench = new Bench(standardWebhooks())) {
      long now = Instant.now().getEpochSecond();
      assertEquals(200, standard(bench, now).statusCode());
      assertEquals(401, standard(bench, now - 400).statusCode());
      assertEquals(401, standard(bench, now + 400).statusCode());
    }
  }

  private static Endpoint standardWebhooks() {
    String secret = "whsec_" + Base64.getEncoder().encodeToString(Bench.utf8(Bench.SECRET));
    return new Endpoint(
        "standard",
        "/hooks/standard-webhooks",
        Scheme.STANDARD_WEBHOOKS,
        Scheme.STANDARD_WEBHOOKS.verifier(VerifierSettings.of(Secret.of(secret))),
        Formats.byName("github-audit"),
        null);
  }

  private static HttpResponse<String> standard(Bench bench, long time) throws Exception {
    byte[] signed = Bench.utf8("m-" + time + "." + time + "." + Bench.audit("one"));
    byte[] code = HexFormat.of().parseHex(Bench.hmac("HmacSHA256", Bench.SECRET, signed));
    return bench.post(
        "/hooks/standard-webhooks",
        BODY,
        "webhook-id",
        "m-" + time,
        "webhook-timestamp",
        Long.toString(time),
        "webhook-signature",
        "v1,AAAA v1," + Base64.getEncoder().encodeToString(code));
  }

  @Test
  void isForgottenAfterTheWindow() {
    Deliveries deliveries = new Deliveries(Duration.ofSeconds(10));
    Instant start = Instant.EPOCH;
    CompletableFuture<Answer> first = new CompletableFuture<>();
    assertEquals(null, deliveries.claim("a", start, first));
    assertEquals(first, deliveries.claim("a", start.plusSeconds(10), new CompletableFuture<>()));
    assertEquals(null, deliveries.claim("a", start.plusSeconds(11), new CompletableFuture<>()));
  }
}
