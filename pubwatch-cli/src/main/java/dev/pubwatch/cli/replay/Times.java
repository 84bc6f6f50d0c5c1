package dev.pubwatch.cli.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment on the command line: {@code 2018-01-01T00:00:00Z}, with any offset, or a day in UTC. */
public final class Times implements ITypeConverter<Instant> {
  private static final int DAY_LENGTH = "2018-01-01".length();

  @Override
  public Instant convert(String written) {
    try {
      return written.length() == DAY_LENGTH
          ? LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(written).toInstant();
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "must be a time such as 2018-01-01T00:00:00Z or a day such as 2018-01-01, was "
              + written);
    }
  }
}
