package dev.pubwatch.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pubwatch.gateway.verify.Scheme;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS, with a certificate from a key store and from PEM files. */
class TlsTest {
  private static final String PASSWORD = "only-for-this-test";

  @TempDir private Path folder = Path.of("");

  @Test
  void certificatesComeFromAStoreOrFromPem() throws Exception {
    Path file = folder.resolve("gateway.p12");
    generate(file);
    KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    Path certificates = folder.resolve("tls.crt");
    Path key = folder.resolve("tls.key");
    Files.writeString(certificates, pem("CERTIFICATE", store.getCertificate("g").getEncoded()));
    Key privateKey = store.getKey("g", PASSWORD.toCharArray());
    Files.writeString(key, pem("PRIVATE KEY", privateKey.getEncoded()));
    assertEquals(200, post(Tls.keyStore(file, PASSWORD), store));
    assertEquals(200, post(Tls.pem(certificates, key), store));
    assertThrows(IllegalArgumentException.class, () -> Tls.pem(key, certificates));
    assertThrows(IllegalArgumentException.class, () -> Tls.keyStore(file, "other"));
  }

  private static void generate(Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "g",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD,
                "-storetype",
                "PKCS12")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(0, keytool.waitFor());
  }

  private static String pem(String what, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, base64, what);
  }

  private static int post(Tls tls, KeyStore trusted) throws Exception {
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry("g", trusted.getCertificate("g"));
    trust.init(anchors);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    GatewayConfig plain =
        Bench.config(Bench.QUICK, Map.of(), List.of(Bench.endpoint(Scheme.BEARER, "github-audit")));
    GatewayConfig secure =
        new GatewayConfig(
            plain.host(), 0, tls, Map.of(), plain.hasher(), plain.endpoints(), plain.limits());
    try (Gateway gateway = Gateway.start(secure, new MemoryStore())) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(gateway.url() + "/hooks/bearer"))
              .header("Authorization", "Bearer " + Bench.SECRET)
              .POST(BodyPublishers.ofString(Bench.audit("one")))
              .build();
      HttpClient client = HttpClient.newBuilder().sslContext(context).build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }
}
