package dev.pubwatch.notify.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.IncidentChannel;
import dev.pubwatch.notify.Notice.Phase;
import dev.pubwatch.notify.Notices;
import dev.pubwatch.notify.channels.Channels;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailChannelTest {
  private static final String PASSWORD = "s3cr3t-password";

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private static IncidentChannel channel(int port, Map<String, String> more) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("notifiers.allowed-networks", "127.0.0.0/8");
    Map<String, String> own = new TreeMap<>();
    own.putAll(
        Map.of(
            "type", "email",
            "host", "127.0.0.1",
            "port", "" + port,
            "security", "none",
            "from", "Pubwatch <watch@example.org>",
            "to", "one@example.org, two@example.org"));
    own.putAll(more);
    own.forEach((key, value) -> settings.put(Channels.PREFIX + "mail." + key, value));
    Map<String, String> environment =
        more.containsKey("username") ? Map.of("PUBWATCH_MAIL_PASSWORD", PASSWORD) : Map.of();
    return Channels.of(settings, environment).get(0);
  }

  private IncidentChannel channel() {
    return channel(server.getSmtp().getPort(), Map.of());
  }

  private static String header(Message mail, String name) throws Exception {
    String[] values = mail.getHeader(name);
    return values == null ? "" : String.join("|", values);
  }

  private static String part(Message mail, int number) throws Exception {
    Part part = ((Multipart) mail.getContent()).getBodyPart(number);
    return String.valueOf(part.getContent());
  }

  @Test
  void anIncidentIsOneThread() throws Exception {
    IncidentChannel channel = channel();
    String thread = channel.deliver(Notices.of("in-1", 1, Phase.OPENED), null);
    assertEquals("<pubwatch.in-1.1@example.org>", thread);
    assertEquals(thread, channel.deliver(Notices.of("in-1", 2, Phase.UPDATED), thread));
    channel.deliver(Notices.of("in-1", 2, Phase.UPDATED), thread);
    MimeMessage[] mails = server.getReceivedMessages();
    assertEquals(6, mails.length); // of three, two readers each
    assertEquals(thread, mails[0].getMessageID());
    assertEquals("<pubwatch.in-1.2@example.org>", mails[2].getMessageID());
    assertEquals(mails[2].getMessageID(), mails[4].getMessageID());
    assertEquals(thread, header(mails[2], "References"));
    assertEquals(thread, header(mails[2], "In-Reply-To"));
    assertEquals("auto-generated", header(mails[0], "Auto-Submitted"));
    assertEquals(
        "[pubwatch] HIGH: github.com/acme/web 1.2.3: install script added", mails[0].getSubject());
  }

  @Test
  void saysTheSameAsTextAndAsHtml() throws Exception {
    channel().deliver(Notices.of("in-1", 1, Phase.OPENED), null);
    MimeMessage mail = server.getReceivedMessages()[0];
    for (int part = 0; part < 2; part++) {
      String body = part(mail, part);
      assertTrue(body.contains("install script added"), body);
      assertTrue(body.contains("revoke credential"), body);
      assertTrue(body.contains("https://github.com/acme/web"), body);
    }
    assertTrue(part(mail, 1).startsWith("<!DOCTYPE html>"));
  }

  @Test
  void hostileTextAddsNoHeaderAndNoMarkup() throws Exception {
    IncidentChannel channel = channel();
    for (String text : Notices.HOSTILE) {
      channel.deliver(
          Notices.of(text, 1, Phase.OPENED, List.of(Notices.hostile("pw", text))), null);
    }
    for (MimeMessage mail : server.getReceivedMessages()) {
      assertEquals("", header(mail, "Bcc"));
      assertEquals(2, mail.getAllRecipients().length);
      assertTrue(mail.getMessageID().matches("<[A-Za-z0-9@._-]+>"), mail.getMessageID());
      assertFalse(part(mail, 1).matches("(?s).*<(?:script|img|a href=\"https://evil).*"));
      assertFalse(part(mail, 0).matches("(?s).*[\\x00-\\x08\\u001b\\u202e\\u2066].*"));
    }
  }

  @Test
  void hugeNoticesAreBounded() throws Exception {
    channel().deliver(Notices.random(3), null);
    channel()
        .deliver(
            Notices.of(
                "in-1", 1, Phase.OPENED, List.of(Notices.hostile("pw", "<&".repeat(100_000)))),
            null);
    for (MimeMessage mail : server.getReceivedMessages()) {
      assertTrue(part(mail, 0).length() <= 110_000 && part(mail, 1).length() <= 110_000);
    }
  }

  @Test
  void tlsIsRequiredUnlessToLoopback() throws Exception {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> channel(25, Map.of("host", "mail.example.org", "security", "none")));
    assertTrue(String.valueOf(e.getMessage()).contains("loopback only"), e.getMessage());
    IncidentChannel starttls = channel(server.getSmtp().getPort(), Map.of("security", "starttls"));
    DeliveryException refused =
        assertThrows(
            DeliveryException.class,
            () -> starttls.deliver(Notices.of("in-1", 1, Phase.OPENED), null));
    assertFalse(refused.isPermanent());
    assertTrue(String.valueOf(refused.getMessage()).contains("STARTTLS"), refused.getMessage());
    assertEquals(0, server.getReceivedMessages().length);
  }

  @Test
  void aCertificateOfNobodyIsRefused() {
    GreenMail smtps = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    smtps.start();
    try {
      IncidentChannel channel = channel(smtps.getSmtps().getPort(), Map.of("security", "tls"));
      DeliveryException e =
          assertThrows(
              DeliveryException.class,
              () -> channel.deliver(Notices.of("in-1", 1, Phase.OPENED), null));
      assertFalse(e.isPermanent());
      assertTrue(String.valueOf(e.getMessage()).contains("SSL"), e.getMessage());
    } finally {
      smtps.stop();
    }
  }

  /** In turn the answer to RCPT, and what becomes of it. */
  @ParameterizedTest
  @CsvSource({
    "550 no such user,true",
    "451 try later,false",
    "552 too much,true",
    "421 busy,false"
  })
  void whatAServerSays(String answer, boolean permanent) throws Exception {
    try (ScriptedSmtp scripted = new ScriptedSmtp(answer)) {
      IncidentChannel channel = channel(scripted.port(), Map.of());
      DeliveryException e =
          assertThrows(
              DeliveryException.class,
              () -> channel.deliver(Notices.of("in-1", 1, Phase.OPENED), null));
      assertEquals(permanent, e.isPermanent(), e.getMessage());
    }
  }

  @Test
  void aPasswordThatIsNotTakenIsTriedAgainAndNotShown() throws Exception {
    server.setUser("watch", "another password");
    server.getUserManager().setAuthRequired(true);
    IncidentChannel channel = channel(server.getSmtp().getPort(), Map.of("username", "watch"));
    DeliveryException e =
        assertThrows(
            DeliveryException.class,
            () -> channel.deliver(Notices.of("in-1", 1, Phase.OPENED), null));
    assertFalse(e.isPermanent());
    assertFalse((e + channel.toString()).contains(PASSWORD));
  }

  @Test
  void aServerThatIsGoneIsTriedAgain() {
    int port = server.getSmtp().getPort();
    server.stop();
    DeliveryException e =
        assertThrows(
            DeliveryException.class,
            () -> channel(port, Map.of()).deliver(Notices.of("in-1", 1, Phase.OPENED), null));
    assertFalse(e.isPermanent());
    assertNull(e.retryAfter());
  }

  /** A mail server that refuses recipients in words of the test's. */
  private static final class ScriptedSmtp implements AutoCloseable {
    private final ServerSocket socket;
    private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());

    ScriptedSmtp(String recipient) throws IOException {
      socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      Thread thread = new Thread(() -> serve(recipient), "scripted-smtp");
      thread.setDaemon(true);
      thread.start();
    }

    int port() {
      return socket.getLocalPort();
    }

    private void serve(String recipient) {
      try (Socket client = socket.accept()) {
        open.add(client);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        say(client, "220 ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          say(client, line.startsWith("RCPT") ? recipient : "250 ok");
        }
      } catch (IOException e) {
        // the client went away
      }
    }

    private static void say(Socket client, String line) throws IOException {
      OutputStream out = client.getOutputStream();
      out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }

    @Override
    public void close() throws IOException {
      for (Socket client : List.copyOf(open)) {
        client.close();
      }
      socket.close();
    }
  }
}
