package dev.pubwatch.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.CiEvent;
import dev.pubwatch.events.PublishEvent;
import dev.pubwatch.formats.Formats;
import dev.pubwatch.gateway.verify.Scheme;
import dev.pubwatch.gateway.verify.Secret;
import dev.pubwatch.gateway.verify.VerifierSettings;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each scheme over HTTP: its own proof is taken, any other is not. */
class SchemesTest {
  private static final byte[] BODY = Bench.utf8(Bench.audit("one"));
  private static final String BASIC =
      "Basic " + Base64.getEncoder().encodeToString(Bench.utf8(Bench.SECRET));

  static Stream<Arguments> proofs() {
    String sha256 = Bench.hmac("HmacSHA256", Bench.SECRET, BODY);
    String sha1 = Bench.hmac("HmacSHA1", Bench.SECRET, BODY);
    return Stream.of(
        Arguments.of(Scheme.GITHUB, "X-Hub-Signature-256", "sha256=" + sha256),
        Arguments.of(Scheme.GITEA, "X-Gitea-Signature", sha256),
        Arguments.of(Scheme.NPM, "x-npm-signature", "sha256=" + sha256),
        Arguments.of(Scheme.NEXUS, "X-Nexus-Webhook-Signature", sha1),
        Arguments.of(Scheme.ARTIFACTORY, "X-JFrog-Event-Auth", sha256),
        Arguments.of(Scheme.ARTIFACTORY_TOKEN, "X-JFrog-Event-Auth", Bench.SECRET),
        Arguments.of(Scheme.GITLAB, "X-Gitlab-Token", Bench.SECRET),
        Arguments.of(Scheme.GITLAB_AUDIT_STREAM, "X-Gitlab-Event-Streaming-Token", Bench.SECRET),
        Arguments.of(Scheme.HARBOR, "Authorization", Bench.SECRET),
        Arguments.of(Scheme.HEADER, "Authorization", Bench.SECRET),
        Arguments.of(Scheme.BEARER, "Authorization", "Bearer " + Bench.SECRET),
        Arguments.of(Scheme.BASIC, "Authorization", BASIC));
  }

  @ParameterizedTest
  @MethodSource("proofs")
  void takesItsProofAndNoOther(Scheme scheme, String header, String value) throws Exception {
    try (Bench bench = new Bench(Bench.endpoint(scheme, "github-audit"))) {
      String path = "/hooks/" + scheme.spelled();
      HttpResponse<String> taken = bench.post(path, BODY, header, value);
      assertEquals(200, taken.statusCode(), taken.body());
      assertEquals("{\"status\":\"ok\",\"events\":1,\"rejects\":0}", taken.body());
      assertEquals(1, bench.store.kept.size());
      for (String wrong : wrong(value)) {
        HttpResponse<String> refused = bench.post(path, BODY, header, wrong);
        assertEquals(401, refused.statusCode(), () -> header + ": " + wrong);
        assertFalse(refused.body().contains(Bench.SECRET));
      }
      assertEquals(401, bench.post(path, BODY).statusCode());
      assertEquals(401, bench.post(path, BODY, header, value, header, value).statusCode());
      assertEquals(1, bench.store.kept.size());
    }
  }

  private static List<String> wrong(String value) {
    List<String> wrong = new ArrayList<>(List.of("", "x", value + "0", value + " ,", "sha256="));
    wrong.add(value.substring(0, value.length() - 1));
    char last = value.charAt(value.length() - 1);
    wrong.add(value.substring(0, value.length() - 1) + (last == '0' ? '1' : '0'));
    wrong.add("sha1=" + Bench.hmac("HmacSHA1", Bench.SECRET, BODY));
    return Collections.unmodifiableList(wrong);
  }

  @ParameterizedTest
  @MethodSource("proofs")
  void aSignatureIsOfTheBodyAsSent(Scheme scheme, String header, String value) throws Exception {
    boolean signs = value.matches("(sha256=)?[0-9a-f]{40,}");
    try (Bench bench = new Bench(Bench.endpoint(scheme, "github-audit"))) {
      byte[] other = Bench.utf8(Bench.audit("two"));
      HttpResponse<String> answer = bench.post("/hooks/" + scheme.spelled(), other, header, value);
      assertEquals(signs ? 401 : 200, answer.statusCode());
    }
  }

  @Test
  void aPathCanEndInTheSecret() throws Exception {
    try (Bench bench = new Bench(secretInPath())) {
      assertEquals(200, bench.post("/hooks/path/token-1", BODY).statusCode());
      assertEquals(401, bench.post("/hooks/path/token-2", BODY).statusCode());
      assertEquals(401, bench.post("/hooks/path", BODY).statusCode());
      assertEquals(404, bench.post("/hooks/path/token-1/more", BODY).statusCode());
    }
  }

  private static Endpoint secretInPath() {
    return new Endpoint(
        "path",
        "/hooks/path",
        Scheme.PATH,
        Scheme.PATH.verifier(VerifierSettings.of(Secret.of("token-1"))),
        Formats.byName("github-audit"),
        null);
  }

  @Test
  void canonicalEventsAndRegistryNotificationsAreRead() throws Exception {
    String push =
        """
        {"events":[{"id":"e1","timestamp":"2026-01-02T03:04:05Z","action":"push","target":\
        {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:aa","size":7,\
        "repository":"acme/tool","tag":"1.0"},"request":{"addr":"192.0.2.1:4711",\
        "host":"registry.example","method":"PUT","useragent":"skopeo"},"actor":{"name":"ci"}}]}""";
    try (Bench bench = new Bench(Bench.endpoint(Scheme.BASIC, "oci-notifications"))) {
      HttpResponse<String> answer =
          bench.post(
              "/hooks/basic",
              push.getBytes(StandardCharsets.UTF_8),
              "Authorization",
              BASIC,
              "Content-Type",
              "application/vnd.docker.distribution.events.v2+json");
      assertEquals(200, answer.statusCode(), answer.body());
      assertTrue(bench.store.kept.get(0) instanceof PublishEvent, () -> "" + bench.store.kept);
      assertFalse(bench.store.kept.get(0) instanceof CiEvent);
    }
  }
}
