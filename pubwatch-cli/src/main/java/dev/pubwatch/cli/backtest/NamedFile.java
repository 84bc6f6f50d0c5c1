package dev.pubwatch.cli.backtest;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code NAME=FILE} on the command line. */
record NamedFile(String name, Path file) {
  /** Reads it. */
  static final class Converter implements ITypeConverter<NamedFile> {
    @Override
    public NamedFile convert(String written) {
      int equals = written.indexOf('=');
      if (equals <= 0 || equals == written.length() - 1) {
        throw new TypeConversionException("must be NAME=FILE, was " + written);
      }
      try {
        return new NamedFile(written.substring(0, equals), Path.of(written.substring(equals + 1)));
      } catch (InvalidPathException e) {
        throw new TypeConversionException("must be NAME=FILE, was " + written);
      }
    }
  }
}
