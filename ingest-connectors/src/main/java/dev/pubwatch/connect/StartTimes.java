package dev.pubwatch.connect;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/** Where to begin: a time such as 2026-01-31T00:00:00Z, or how far back from now, such as P1D. */
public final class StartTimes {
  private static final String DESCRIPTION =
      "a time such as 2026-01-31T00:00:00Z, or a duration such as P1D";

  private StartTimes() {}

  /** The time that is meant. */
  public static Instant of(String text, Instant now) {
    return text.startsWith("P") ? now.minus(Duration.parse(text)) : Instant.parse(text);
  }

  /** Checks a setting. */
  public static Validator validator() {
    return LambdaValidator.with(
        (name, value) -> {
          try {
            of(String.valueOf(value), Instant.EPOCH);
          } catch (DateTimeException | ArithmeticException e) {
            throw new ConfigException(name, value, "must be " + DESCRIPTION);
          }
        },
        () -> DESCRIPTION);
  }
}
