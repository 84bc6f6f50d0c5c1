package dev.pubwatch.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.events.Severity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {
  private final NewestAlerts alerts = new NewestAlerts(Console.MAX_ALERTS);
  private final FeedStatus status = new FeedStatus();
  private Console console;

  @BeforeEach
  void start() throws IOException {
    console = new Console(0, alerts, status);
    status.reading();
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void listsAlertsAndLeadsToEach() throws Exception {
    alerts.add(Samples.alert("pw-1", 1, Severity.high, Samples.T0));
    String list = request("GET", "/");
    assertTrue(list.startsWith("HTTP/1.1 200 "), list);
    assertTrue(list.contains("http-equiv=\"refresh\" content=\"5\""));
    assertTrue(list.contains("href=\"/alerts/pw-1\""));
    assertTrue(request("GET", "/alerts/pw-1").contains("azer (39 of 41)"));
  }

  @Test
  void hostileAlertStaysTextAndCanBeOpened() throws Exception {
    alerts.add(Samples.hostile());
    String list = body(request("GET", "/"));
    Harmless.check(list);
    alerts.add(Samples.alert("a b/../+&\"<", 1, Severity.low, Samples.T0));
    for (var link : Xml.all(Xml.parse(body(request("GET", "/"))), "a")) {
      String answer = request("GET", link.getAttribute("href"));
      if (!link.getAttribute("href").contains("%3F")) { // a lone surrogate has no UTF-8
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        Harmless.check(body(answer));
      }
    }
  }

  @Test
  void pagesMayDoNothing() throws Exception {
    String head = request("GET", "/").split("\r\n\r\n", 2)[0];
    assertTrue(head.contains("default-src 'none'; style-src 'sha256-"), head);
    assertTrue(head.contains("frame-ancestors 'none'"), head);
    assertTrue(head.contains("X-content-type-options: nosniff"), head);
    assertTrue(head.contains("Cache-control: no-store"), head);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1:80", "[::1]", "[::1]:80"})
  void answersUnderNamesOfThisMachine(String host) throws Exception {
    assertTrue(send("GET / HTTP/1.1\r\nHost: " + host + "\r\n").startsWith("HTTP/1.1 200 "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: attacker.example\r\n",
        "Host: localhost.attacker.example\r\n",
        "Host: attacker.example:80\r\n",
        "Host: localhost\r\nHost: attacker.example\r\n",
        "Host: \r\n",
        ""
      })
  void answersUnderNoOther(String header) throws Exception {
    alerts.add(Samples.alert("pw-1", 1, Severity.high, Samples.T0));
    String answer = send("GET / HTTP/1.1\r\n" + header);
    assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
    assertFalse(answer.contains("pw-1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE"})
  void refusesToChangeAnything(String method) throws Exception {
    String answer = request(method, "/");
    assertTrue(answer.startsWith("HTTP/1.1 405 "), answer);
    assertTrue(answer.contains("Allow: GET, HEAD"), answer);
  }

  @Test
  void headHasTheLengthAndNoBody() throws Exception {
    String answer = request("HEAD", "/healthz");
    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    assertTrue(answer.contains("Content-length: 3"), answer);
    assertEquals("", body(answer));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/alerts/", "/alerts/none", "/alerts/%zz", "/alerts", "/x", "//", "/..%2f"})
  void unknownPathsAreNotFound(String path) throws Exception {
    String answer = request("GET", path);
    assertTrue(answer.startsWith("HTTP/1.1 40"), answer);
  }

  @Test
  void saysWhenItIsNotUpToDate() throws Exception {
    status.stalled("no broker at <there>");
    status.passedOver();
    String list = body(request("GET", "/"));
    assertTrue(list.contains("Not up to date: no broker at &lt;there&gt;"), list);
    assertTrue(list.contains("1 record could not be read"), list);
    assertTrue(request("GET", "/healthz").startsWith("HTTP/1.1 503 "));
  }

  @Test
  void portInUseIsOneSentence() {
    IOException e =
        assertThrows(IOException.class, () -> new Console(console.port(), alerts, status));
    assertTrue(e.toString().contains("console: port " + console.port()), e.toString());
  }

  private String request(String method, String path) throws IOException {
    return send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
  }

  private String send(String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.port())) {
      socket.setSoTimeout(20_000);
      String whole = head + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(whole.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String body(String answer) {
    return answer.split("\r\n\r\n", 2)[1];
  }
}
