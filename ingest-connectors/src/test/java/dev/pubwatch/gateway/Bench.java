package dev.pubwatch.gateway;

import dev.pubwatch.formats.CredentialHasher;
import dev.pubwatch.formats.Formats;
import dev.pubwatch.gateway.verify.Scheme;
import dev.pubwatch.gateway.verify.Secret;
import dev.pubwatch.gateway.verify.VerifierSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A gateway on loopback, and a client for it. */
final class Bench implements AutoCloseable {
  static final String SECRET = "a secret of this test only";
  static final Limits QUICK = limits(1_000, 1_000);

  final MemoryStore store = new MemoryStore();
  final Gateway gateway;
  private final HttpClient client = HttpClient.newHttpClient();

  Bench(Limits limits, Endpoint... endpoints) {
    this.gateway = Gateway.start(config(limits, Map.of(), List.of(endpoints)), store);
  }

  Bench(Endpoint... endpoints) {
    this(QUICK, endpoints);
  }

  static GatewayConfig config(Limits limits, Map<String, Object> kafka, List<Endpoint> endpoints) {
    byte[] key = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    return new GatewayConfig(
        "127.0.0.1", 0, null, kafka, new CredentialHasher(key), endpoints, limits);
  }

  static Limits limits(double perSecond, double perSecondOfAddress) {
    return new Limits(
        64 * 1024,
        128 * 1024,
        1 << 20,
        100,
        perSecond,
        perSecondOfAddress,
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        1024,
        Duration.ofSeconds(5),
        Duration.ofMinutes(10));
  }

  static Endpoint endpoint(Scheme scheme, String format) {
    String path = scheme == Scheme.HEC ? "/services/collector" : "/hooks/" + scheme.spelled();
    return new Endpoint(
        scheme.spelled(),
        path,
        scheme,
        scheme.verifier(VerifierSettings.of(Secret.of(SECRET))),
        Formats.byName(format),
        "test:" + scheme.spelled());
  }

  HttpResponse<String> post(String path, byte[] body, String... headers) throws Exception {
    return send("POST", path, body, headers);
  }

  HttpResponse<String> send(String method, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(gateway.url() + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static String hmac(String algorithm, String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** An entry of GitHub's audit log. */
  static String audit(String id) {
    return """
        {"_document_id":"%s","@timestamp":1763900000000,"action":"repo.create","actor":"mona",\
        "org":"acme","repo":"acme/tool"}"""
        .formatted(id);
  }

  @Override
  public void close() {
    gateway.close();
  }
}
