package dev.pubwatch.notify.email;

import dev.pubwatch.notify.DeliveryException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** What a mail server said, as what the worker is to do: 5yz is for good, the rest is not. */
final class SmtpFailures {
  private static final int PERMANENT = 5;

  private SmtpFailures() {}

  static DeliveryException of(String host, MessagingException failure) {
    if (failure instanceof AuthenticationFailedException) {
      return DeliveryException.passing(host + " does not take the user and password", null);
    }
    int code = code(failure);
    if (code == 0) {
      return DeliveryException.passing(host + " did not take it: " + why(failure), null);
    }
    String message = host + " answered " + code;
    DeliveryException told =
        code / 100 == PERMANENT
            ? DeliveryException.permanent(message)
            : DeliveryException.passing(message, null);
    return told.answered(code);
  }

  /**
   * The code of the last exception of the chain that has one, 0 for none: where recipients are
   * refused, each has its own. One that may be taken later outweighs those that never will.
   */
  private static int code(MessagingException failure) {
    int code = 0;
    for (Exception e = failure; e != null; e = next(e)) {
      int own =
          e instanceof SMTPSendFailedException sent
              ? sent.getReturnCode()
              : e instanceof SMTPAddressFailedException refused ? refused.getReturnCode() : 0;
      boolean passing = own > 0 && own / 100 != PERMANENT;
      if (passing) {
        return own;
      }
      code = own > 0 ? own : code;
    }
    return code;
  }

  private static @Nullable Exception next(Exception e) {
    return e instanceof MessagingException m ? m.getNextException() : null;
  }

  /** Kinds only: messages may quote what was sent. */
  private static String why(MessagingException failure) {
    Exception cause = failure.getNextException();
    String told = String.valueOf(failure.getMessage());
    if (told.contains("STARTTLS")) {
      return "STARTTLS is required and was not offered or failed";
    }
    return cause == null
        ? failure.getClass().getSimpleName()
        : cause instanceof java.io.IOException
                && String.valueOf(cause.getMessage()).startsWith("the address")
            ? String.valueOf(cause.getMessage())
            : cause.getClass().getSimpleName();
  }
}
