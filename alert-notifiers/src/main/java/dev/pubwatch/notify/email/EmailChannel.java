package dev.pubwatch.notify.email;

import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.IncidentChannel;
import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.channels.ChannelSettings;
import dev.pubwatch.notify.message.NoticeText;
import dev.pubwatch.notify.message.Template;
import dev.pubwatch.notify.safe.Secret;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends mail. The first of an incident gives the thread its {@code Message-ID}, later ones refer to
 * it; a repeat has the same id, by which mailboxes tell it.
 */
public final class EmailChannel implements IncidentChannel {
  private static final int SUBMISSION = 587;
  private static final int MOST_RECIPIENTS = 50;

  private final String name;
  private final SmtpServer server;
  private final InternetAddress from;
  private final List<InternetAddress> to;
  private final Template text;
  private final Template html;
  private final @Nullable URI console;

  private EmailChannel(
      String name,
      SmtpServer server,
      InternetAddress from,
      List<InternetAddress> to,
      Template text,
      Template html,
      @Nullable URI console) {
    this.name = name;
    this.server = server;
    this.from = from;
    this.to = List.copyOf(to);
    this.text = text;
    this.html = html;
    this.console = console;
  }

  /** {@code host}, {@code from}, {@code to} and, where the server asks, who we are. */
  public static EmailChannel of(ChannelSettings settings) {
    Template text = settings.template("text-template-file", EmailChannel.class, "mail.txt");
    Template html = settings.template("html-template-file", EmailChannel.class, "mail.html");
    String host = settings.required("host");
    int port = settings.port("port", SUBMISSION);
    Security security = settings.choice("security", Security.class);
    String username = settings.text("username");
    Secret password = settings.secret("password");
    SSLContext trust = settings.trust();
    List<InternetAddress> from = addresses(settings, "from");
    List<InternetAddress> to = addresses(settings, "to");
    if (from.size() > 1) {
      settings.fault("from", "must be one address, were " + from.size());
    }
    if ((username == null) != (password == null)) {
      settings.fault("username", "and .password-file must be set together");
    }
    SmtpServer server =
        new SmtpServer(host, port, security, username, password, trust, settings.outbound());
    server.check(settings);
    settings.done();
    return new EmailChannel(
        settings.name(), server, from.get(0), to, text, html, settings.console());
  }

  private static List<InternetAddress> addresses(ChannelSettings settings, String key) {
    List<InternetAddress> addresses = new ArrayList<>();
    for (String text : settings.texts(key)) {
      try {
        InternetAddress address = new InternetAddress(text, true);
        address.validate();
        addresses.add(address);
      } catch (AddressException e) {
        settings.fault(key, "must hold mail addresses, had one that is none");
      }
    }
    if (addresses.isEmpty() || addresses.size() > MOST_RECIPIENTS) {
      settings.fault(key, "must hold 1 to " + MOST_RECIPIENTS + " mail addresses");
    }
    return addresses;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public @Nullable String deliver(Notice notice, @Nullable String reference)
      throws DeliveryException, InterruptedException {
    NoticeText said = new NoticeText(notice, console);
    String thread = reference == null ? IncidentMail.id(notice, from) : reference;
    try {
      server.send(session -> IncidentMail.of(session, notice, said, thread, from, to, text, html));
      return thread;
    } catch (MessagingException e) {
      throw SmtpFailures.of(server.host(), e);
    }
  }
}
