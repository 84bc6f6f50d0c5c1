package dev.pubwatch.notify.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.IncidentChannel;
import dev.pubwatch.notify.Notice.Phase;
import dev.pubwatch.notify.Notices;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates: those of the operator's own, of nobody, and of somebody else. */
class TlsTest {
  private static final String PASSWORD = "changeit";
  @TempDir private static Path dir;

  private final AtomicInteger arrived = new AtomicInteger();

  @BeforeAll
  static void makeCertificates() throws Exception {
    make("right", "ip:127.0.0.1");
    make("wrong", "dns:elsewhere.example");
  }

  private static void make(String name, String san) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            name,
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=" + san,
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            dir.resolve(name + ".p12").toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    String base64 =
        Base64.getMimeEncoder().encodeToString(store(name).getCertificate(name).getEncoded());
    Files.writeString(
        dir.resolve(name + ".pem"),
        "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
  }

  private static KeyStore store(String name) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(dir.resolve(name + ".p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static SSLContext context(String name) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store(name), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static IncidentChannel channel(Map<String, String> own) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("notifiers.allowed-networks", "127.0.0.0/8");
    own.forEach((key, value) -> settings.put(Channels.PREFIX + "own." + key, value));
    return Channels.of(settings, Map.of("PUBWATCH_OWN_TOKEN", "t0ken")).get(0);
  }

  /** What became of a delivery: empty if it arrived. */
  private static String outcome(Map<String, String> settings) throws Exception {
    IncidentChannel channel = channel(settings);
    try {
      channel.deliver(Notices.of("in-1", 1, Phase.OPENED), null);
      return "";
    } catch (DeliveryException e) {
      assertFalse(e.isPermanent());
      return String.valueOf(e.getMessage());
    } finally {
      channel.close();
    }
  }

  private String https(String certificate, String trusted) throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(certificate)));
    server.createContext(
        "/",
        exchange -> {
          arrived.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      Map<String, String> own = new TreeMap<>();
      own.put("type", "splunk");
      own.put("url", "https://127.0.0.1:" + server.getAddress().getPort() + "/");
      if (!trusted.isEmpty()) {
        own.put("ca-file", dir.resolve(trusted + ".pem").toString());
      }
      return outcome(own);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void httpsToWhomTheOperatorTrusts() throws Exception {
    assertEquals("", https("right", "right"));
    assertEquals(1, arrived.get());
  }

  @Test
  void httpsToNobodyOrSomebodyElseSendsNothing() throws Exception {
    assertTrue(https("right", "").contains("SSL"));
    assertTrue(https("right", "wrong").contains("SSL"));
    assertTrue(https("wrong", "wrong").contains("SSL"));
    assertEquals(0, arrived.get());
  }

  private String smtps(String certificate, String trusted) throws Exception {
    try (SSLServerSocket socket =
        (SSLServerSocket)
            context(certificate)
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> take(socket), "smtps");
      thread.setDaemon(true);
      thread.start();
      return outcome(
          Map.of(
              "type", "email",
              "host", "127.0.0.1",
              "port", "" + socket.getLocalPort(),
              "security", "tls",
              "from", "a@example.org",
              "to", "b@example.org",
              "ca-file", dir.resolve(trusted + ".pem").toString()));
    }
  }

  private void take(SSLServerSocket server) {
    try (Socket client = server.accept()) {
      converse(client, "220 ready");
    } catch (IOException e) {
      // the client went away
    }
  }

  /** Says yes to all, and counts what came after DATA. */
  private void converse(Socket client, String greeting) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    String answer = greeting;
    boolean data = false;
    do {
      if (!answer.isEmpty()) {
        say(client, answer);
      }
      String line = in.readLine();
      while (data && line != null && !line.equals(".")) {
        line = in.readLine();
      }
      arrived.addAndGet(data ? 1 : 0);
      data = "DATA".equals(line);
      answer = line == null ? "" : data ? "354 go on" : "250 ok";
    } while (!answer.isEmpty());
  }

  @Test
  void mailToWhomTheOperatorTrusts() throws Exception {
    assertEquals("", smtps("right", "right"));
    assertEquals(1, arrived.get());
    assertTrue(smtps("right", "wrong").contains("SSL"));
    assertTrue(smtps("wrong", "wrong").contains("SSL"));
    assertEquals(1, arrived.get());
  }

  /** What is said before TLS is up tells nothing but that it should be. */
  private String starttls(String certificate, String trusted) throws Exception {
    SSLContext context = context(certificate);
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> upgrade(socket, context), "starttls");
      thread.setDaemon(true);
      thread.start();
      return outcome(
          Map.of(
              "type", "email",
              "host", "127.0.0.1",
              "port", "" + socket.getLocalPort(),
              "from", "a@example.org",
              "to", "b@example.org",
              "ca-file", dir.resolve(trusted + ".pem").toString()));
    }
  }

  private void upgrade(ServerSocket server, SSLContext context) {
    try (Socket client = server.accept()) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      say(client, "220 ready");
      String hello = in.readLine();
      say(client, "250-" + hello + "\r\n250 STARTTLS");
      assertEquals("STARTTLS", in.readLine());
      say(client, "220 go on");
      SSLSocket secured =
          (SSLSocket)
              context.getSocketFactory().createSocket(client, "client", client.getPort(), true);
      secured.setUseClientMode(false);
      converse(secured, "");
    } catch (IOException e) {
      // the client went away
    }
  }

  private static void say(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void mailThatBecomesTls() throws Exception {
    assertEquals("", starttls("right", "right"));
    assertEquals(1, arrived.get());
    assertTrue(starttls("right", "wrong").contains("SSL"));
    assertTrue(starttls("wrong", "wrong").contains("SSL"));
    assertEquals(1, arrived.get());
  }

  @Test
  void aFileWithoutCertificatesIsAFault() throws Exception {
    String file = Files.writeString(dir.resolve("none.pem"), "none").toString();
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> channel(Map.of("type", "splunk", "url", "https://127.0.0.1", "ca-file", file)));
    assertTrue(String.valueOf(e.getMessage()).contains("ca-file: must hold PEM certificates"));
  }
}
