package dev.pubwatch.notify.safe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.notify.DeliveryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that says what it likes, byte for byte. */
class CallerTest {
  private static final Outbound LOOPBACK =
      new Outbound(Set.of(), AddressRules.allowing(List.of("127.0.0.0/8")));

  private final ServerSocket server = open();
  private volatile byte[] says = new byte[0];
  private volatile boolean endless;

  private static ServerSocket open() {
    try {
      return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void serve(String text) {
    says = text.getBytes(StandardCharsets.ISO_8859_1);
    Thread thread = new Thread(this::accept, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try (Socket client = server.accept()) {
      InputStream in = client.getInputStream();
      OutputStream out = client.getOutputStream();
      in.read(new byte[4096]);
      out.write(says);
      while (endless) {
        out.write(new byte[64 * 1024]);
      }
      out.flush();
      in.read(new byte[4096]);
    } catch (IOException e) {
      // the caller went away
    }
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private Caller caller(Outbound outbound) {
    URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/secret-path");
    return Caller.to("test.url", url, outbound, null, Duration.ofMillis(700));
  }

  private DeliveryException failed(Outbound outbound) {
    try (Caller caller = caller(outbound)) {
      DeliveryException e =
          assertThrows(
              DeliveryException.class, () -> caller.call("POST", "/x", Map.of(), new byte[] {1}));
      assertFalse(e.isPermanent());
      assertFalse(String.valueOf(e.getMessage()).contains("secret-path"), e.getMessage());
      return e;
    }
  }

  @Test
  void anAnswerIsRead() throws Exception {
    serve("HTTP/1.1 201 Created\r\nX-One: 1\r\nContent-Length: 2\r\n\r\nok");
    try (Caller caller = caller(LOOPBACK)) {
      Answer answer = caller.call("POST", "/x", Map.of("a", "b"), new byte[] {1});
      assertEquals(201, answer.status());
      assertEquals("1", answer.header("x-one"));
      assertEquals("ok", answer.body());
    }
  }

  @Test
  void anAnswerWithoutEndIsGivenUp() {
    endless = true;
    serve("HTTP/1.1 200 OK\r\n\r\n");
    failed(LOOPBACK);
    endless = false;
  }

  @Test
  void silenceIsGivenUp() {
    serve("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
    assertTrue(String.valueOf(failed(LOOPBACK).getMessage()).contains("127.0.0.1 did not answer"));
  }

  @Test
  void nonsenseIsAFailure() {
    serve("\u0000\u0001 nonsense\r\n\r\n\r\n");
    failed(LOOPBACK);
  }

  /** The name is allowed, the address behind it is not: nothing is connected to. */
  @Test
  void aPrivateAddressIsRefusedBeforeItIsConnectedTo() throws Exception {
    Outbound strict = new Outbound(Set.of(), AddressRules.allowing(List.of()));
    assertTrue(String.valueOf(failed(strict).getMessage()).contains("notifiers.allowed-networks"));
    server.setSoTimeout(1);
    assertThrows(IOException.class, server::accept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/x",
        "file:///etc/passwd",
        "https://user:pw@example.org",
        "https:/nohost",
        "http://127.0.0.1.example.org/",
        "https://example.org/#x",
        "gopher://localhost"
      })
  void addressesThatAreNotHttpsAreRefused(String url) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> LOOPBACK.check("test.url", URI.create(url)));
    assertFalse(String.valueOf(e.getMessage()).contains("pw@"), e.getMessage());
  }

  @Test
  void hostsAreMatchedWhole() {
    Outbound outbound =
        new Outbound(Set.of("hooks.example.org", "*.slack.example"), LOOPBACK.addresses());
    outbound.check("u", URI.create("https://HOOKS.example.org/x"));
    outbound.check("u", URI.create("https://a.b.slack.example/x"));
    for (String url :
        List.of(
            "https://evilslack.example", "https://x.hooks.example.org", "https://slack.example")) {
      assertThrows(IllegalArgumentException.class, () -> outbound.check("u", URI.create(url)), url);
    }
  }

  @Test
  void aSecretIsShownByNothing() {
    Secret secret = Secret.of("token", " abcdef \n");
    assertEquals("abcdef", secret.value());
    assertEquals("[secret]", secret.toString());
    assertEquals("x [secret] y", secret.masked("x abcdef y"));
    for (String faulty : List.of("", "  ", "two\nlines", "caf\u00e9")) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> Secret.of("token", faulty));
      assertFalse(faulty.length() > 2 && String.valueOf(e.getMessage()).contains(faulty));
    }
  }
}
