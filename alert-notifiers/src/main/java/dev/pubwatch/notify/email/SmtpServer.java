package dev.pubwatch.notify.email;

import dev.pubwatch.notify.channels.ChannelSettings;
import dev.pubwatch.notify.safe.Outbound;
import dev.pubwatch.notify.safe.Secret;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * A mail server. The name is resolved once and the address that is connected to is checked, as
 * {@link dev.pubwatch.notify.safe.Caller} does for HTTP.
 */
final class SmtpServer {
  private static final int TIMEOUT_MILLIS = 15_000;
  private static final long LIMIT_MILLIS = 60_000;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

  /** Makes a message for a session. */
  interface Mail {
    MimeMessage in(Session session) throws MessagingException;
  }

  private final String host;
  private final int port;
  private final Security security;
  private final @Nullable String username;
  private final @Nullable Secret password;
  private final @Nullable SSLContext trust;
  private final Outbound outbound;

  SmtpServer(
      String host,
      int port,
      Security security,
      @Nullable String username,
      @Nullable Secret password,
      @Nullable SSLContext trust,
      Outbound outbound) {
    this.host = host.toLowerCase(Locale.ROOT);
    this.port = port;
    this.security = security;
    this.username = username;
    this.password = password;
    this.trust = trust;
    this.outbound = outbound;
  }

  String host() {
    return host;
  }

  /** Notes as faults what must not be: a foreign host, mail in the clear. */
  void check(ChannelSettings settings) {
    if (!host.matches("[a-z0-9.-]+|[0-9a-f:.]+")) {
      settings.fault("host", "must be the name of a mail server");
      return;
    }
    if (security == Security.NONE && !LOOPBACK.contains(host)) {
      settings.fault("security", "may be none to loopback only, was to " + host);
    }
    String literal = host.indexOf(':') < 0 ? host : "[" + host + "]";
    try {
      outbound.check(settings.name("host"), URI.create("https://" + literal));
    } catch (IllegalArgumentException e) {
      settings.fault("host", "is " + host + ", which notifiers.allowed-hosts does not name");
    }
  }

  /** Sends a mail, all of it within a minute: a server that answers a letter at a time is left. */
  void send(Mail mail) throws MessagingException, InterruptedException {
    AtomicReference<@Nullable Socket> open = new AtomicReference<>();
    FutureTask<Boolean> sending = new FutureTask<>(() -> sent(mail, open));
    Thread thread = new Thread(sending, "pubwatch-mail");
    thread.setDaemon(true);
    thread.start();
    try {
      sending.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof MessagingException known
          ? known
          : new MessagingException("no connection", cause(e));
    } catch (TimeoutException e) {
      throw new MessagingException("no end in time", e);
    } finally {
      sending.cancel(true);
      close(open.get());
    }
  }

  private static Exception cause(ExecutionException e) {
    return e.getCause() instanceof Exception cause ? cause : e;
  }

  private static void close(@Nullable Socket socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // it is left either way
    }
  }

  private boolean sent(Mail mail, AtomicReference<@Nullable Socket> open)
      throws MessagingException, IOException {
    Session session = Session.getInstance(properties(), authenticator());
    MimeMessage message = mail.in(session);
    try (SMTPTransport transport = new SMTPTransport(session, null)) {
      transport.connect(socket(open));
      transport.sendMessage(message, message.getAllRecipients());
      return true;
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", host);
    properties.setProperty("mail.smtp.starttls.enable", "" + (security == Security.STARTTLS));
    properties.setProperty("mail.smtp.starttls.required", "" + (security == Security.STARTTLS));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty("mail.smtp.sendpartial", "true");
    properties.setProperty("mail.smtp.localhost", "pubwatch.invalid");
    if (trust != null) {
      properties.put("mail.smtp.ssl.socketFactory", trust.getSocketFactory());
    }
    if (username != null) {
      properties.setProperty("mail.smtp.auth", "true");
      properties.setProperty("mail.smtp.user", username);
    }
    return properties;
  }

  private @Nullable Authenticator authenticator() {
    String user = username;
    Secret secret = password;
    if (user == null || secret == null) {
      return null;
    }
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(user, secret.value());
      }
    };
  }

  /** Connected to a checked address, and with TLS where it comes first. */
  private Socket socket(AtomicReference<@Nullable Socket> open) throws IOException {
    IOException last = new IOException(host + " has no address");
    for (InetAddress address : InetAddress.getAllByName(host)) {
      if (!outbound.addresses().allows(address)) {
        throw new IOException(
            "the address is not public, and notifiers.allowed-networks does not hold it");
      }
      try {
        return connected(InetAddress.getByAddress(host, address.getAddress()), open);
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  /** The address bears the name that was set: by it STARTTLS tells whose certificate it must be. */
  private Socket connected(InetAddress address, AtomicReference<@Nullable Socket> open)
      throws IOException {
    Socket socket = new Socket();
    open.set(socket);
    try {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(address, port), TIMEOUT_MILLIS);
      return security == Security.TLS ? secured(socket) : socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private Socket secured(Socket plain) throws IOException {
    SSLSocketFactory factory =
        trust == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : trust.getSocketFactory();
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }
}
