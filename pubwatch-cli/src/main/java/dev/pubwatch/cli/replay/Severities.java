package dev.pubwatch.cli.replay;

import dev.pubwatch.core.Alert.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A severity on the command line. */
public final class Severities implements ITypeConverter<Severity> {
  /** Made by picocli. */
  public Severities() {}

  @Override
  public Severity convert(String written) {
    for (Severity severity : Severity.values()) {
      if (name(severity).equals(written.toLowerCase(Locale.ROOT))) {
        return severity;
      }
    }
    List<String> names = Arrays.stream(Severity.values()).map(Severities::name).toList();
    throw new TypeConversionException(
        "must be one of %s, was %s".formatted(String.join(", ", names), written));
  }

  /** As it is written. */
  public static String name(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
