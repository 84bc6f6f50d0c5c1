package dev.pubwatch.gateway.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published signatures: those of the vendors' documentation, and files beside a checkout. */
class VectorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path DATA =
      Path.of(System.getProperty("pubwatch.shared.data", "../../shared/data"))
          .resolve("source-samples");

  private static Arrival arrival(Map<String, String> headers, Instant at) {
    return new Arrival(headers::get, null, at);
  }

  private static @Nullable Refusal check(Verifier verifier, Arrival arrival, String body) {
    Refusal refusal = verifier.beforeBody(arrival);
    return refusal != null
        ? refusal
        : verifier.withBody(arrival, body.getBytes(StandardCharsets.UTF_8));
  }

  /** github.com, "Testing the webhook payload validation". */
  @Test
  void githubsOwnExample() {
    Verifier verifier =
        Scheme.GITHUB.verifier(VerifierSettings.of(Secret.of("It's a Secret to Everybody")));
    Arrival arrival =
        arrival(
            Map.of(
                "X-Hub-Signature-256",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"),
            Instant.EPOCH);
    assertNull(check(verifier, arrival, "Hello, World!"));
    assertNotNull(check(verifier, arrival, "Hello, World"));
  }

  /** The example of the Standard Webhooks specification. */
  @Test
  void standardWebhooksOwnExample() {
    Verifier verifier =
        Scheme.STANDARD_WEBHOOKS.verifier(
            VerifierSettings.of(Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")));
    Map<String, String> headers =
        Map.of(
            "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp", "1614265330",
            "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    String body = "{\"test\": 2432232314}";
    Instant sent = Instant.ofEpochSecond(1_614_265_330);
    assertNull(check(verifier, arrival(headers, sent.plusSeconds(300)), body));
    Refusal late = check(verifier, arrival(headers, sent.plusSeconds(301)), body);
    assertEquals(Refusal.Kind.STALE, late == null ? null : late.kind());
  }

  @ParameterizedTest
  @CsvSource({
    "github_webhook, GITHUB",
    "gitea_webhook, GITEA",
    "npm_hook_legacy, NPM",
    "nexus_webhook, NEXUS",
    "artifactory_signed, ARTIFACTORY"
  })
  void savedSignatures(String name, Scheme scheme) throws IOException {
    JsonNode vector = read("signature-vectors/vectors.json").path(name);
    Verifier verifier =
        scheme.verifier(VerifierSettings.of(Secret.of(vector.path("secret").asText())));
    Map<String, String> headers =
        Map.of(vector.path("header").asText(), vector.path("value").asText());
    assertNull(
        check(verifier, arrival(headers, Instant.EPOCH), vector.path("body").asText()), name);
  }

  @Test
  void savedKeySets() throws IOException {
    Path keys = DATA.resolve("github-secret-scanning/public_keys.json");
    JsonNode headers = read("github-secret-scanning/headers.json");
    Verifier verifier =
        Scheme.GITHUB_SECRET_SCANNING.verifier(
            new VerifierSettings(null, null, "", false, keys, null));
    String body = Files.readString(DATA.resolve("github-secret-scanning/body.json"));
    String id = headers.path("Github-Public-Key-Identifier").asText();
    String signature = headers.path("Github-Public-Key-Signature").asText();
    assertNull(check(verifier, signed(id, signature), body));
    assertNotNull(check(verifier, signed(id, signature), body + " "));
    assertNotNull(check(verifier, signed(id, "AAAA"), body));

    JsonNode second = read("github-secret-scanning/vector2.json");
    Arrival past =
        signed(second.path("key_identifier").asText(), second.path("signature").asText());
    Refusal notCurrent = check(verifier, past, second.path("body").asText());
    assertEquals(Refusal.Kind.WRONG, notCurrent == null ? null : notCurrent.kind());
    KeySource current =
        new KeySource(
            () -> Files.readString(keys).replace("false", "true").getBytes(StandardCharsets.UTF_8));
    Verifier lenient = new KeySetSignature("Github-Public-Key", current);
    assertNull(check(lenient, past, second.path("body").asText()));
  }

  private static Arrival signed(String id, String signature) {
    return arrival(
        Map.of("Github-Public-Key-Identifier", id, "Github-Public-Key-Signature", signature),
        Instant.EPOCH);
  }

  private static JsonNode read(String file) throws IOException {
    Path path = DATA.resolve(file);
    assumeTrue(Files.isReadable(path), () -> "no shared data here: " + path);
    return JSON.readTree(path.toFile());
  }
}
