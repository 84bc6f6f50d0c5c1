package dev.pubwatch.notify.email;

import dev.pubwatch.notify.Notice;
import dev.pubwatch.notify.message.Escapes;
import dev.pubwatch.notify.message.Fit;
import dev.pubwatch.notify.message.NoticeText;
import dev.pubwatch.notify.message.Template;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** One notice as a mail: text, and the same as HTML. */
final class IncidentMail extends MimeMessage {
  private static final int MAX_BODY = 100_000;
  private static final String UTF_8 = "UTF-8";

  private final String id;

  private IncidentMail(Session session, String id) {
    super(session);
    this.id = id;
  }

  /**
   * @param thread id of the incident's first mail
   */
  static IncidentMail of(
      Session session,
      Notice notice,
      NoticeText said,
      String thread,
      InternetAddress from,
      List<InternetAddress> to,
      Template text,
      Template html)
      throws MessagingException {
    String own = id(notice, from);
    IncidentMail mail = new IncidentMail(session, own);
    mail.setFrom(from);
    mail.setRecipients(Message.RecipientType.TO, to.toArray(InternetAddress[]::new));
    mail.setSubject("[pubwatch] " + said.subject(), UTF_8);
    mail.setSentDate(Date.from(Instant.now()));
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("X-Auto-Response-Suppress", "All");
    if (!own.equals(thread)) {
      mail.setHeader("In-Reply-To", thread);
      mail.setHeader("References", thread);
    }
    MimeMultipart both = new MimeMultipart("alternative");
    both.addBodyPart(part(Fit.characters(text, said, Escapes.PLAIN, MAX_BODY), "plain"));
    both.addBodyPart(part(Fit.characters(html, said, Escapes.HTML, MAX_BODY), "html"));
    mail.setContent(both);
    mail.saveChanges();
    return mail;
  }

  private static MimeBodyPart part(String body, String kind) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(body, UTF_8, kind);
    return part;
  }

  /** The same for each try of the same revision; of letters that an id may hold (RFC 5322). */
  static String id(Notice notice, InternetAddress from) {
    String incident = notice.incidentId().replaceAll("[^A-Za-z0-9_-]", "_");
    String bounded = incident.substring(0, Math.min(incident.length(), 120));
    String address = from.getAddress();
    String domain = address.substring(address.indexOf('@') + 1);
    return "<pubwatch." + bounded + "." + notice.revision() + "@" + domain + ">";
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }
}
