package dev.pubwatch.cli.stack;

import dev.pubwatch.cli.config.PubwatchConfig.Source;
import dev.pubwatch.formats.Formats;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code FORMAT:PATH} on the command line. The source's name is made of both, so that the same
 * argument goes on where it stopped when the command is run again.
 */
final class SourceArgument implements ITypeConverter<Source> {
  private static final int NAME_BYTES = 4;

  @Override
  public Source convert(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new TypeConversionException(
          "expected FORMAT:PATH, such as npm-publish-log:/var/log/npm, was " + text);
    }
    String format = text.substring(0, colon);
    try {
      Formats.byName(format);
      String path = Path.of(text.substring(colon + 1)).toAbsolutePath().normalize().toString();
      return new Source(format + "-" + digest(path), format, List.of(path));
    } catch (InvalidPathException e) {
      throw new TypeConversionException("not a path: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  private static String digest(String path) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] hash = sha.digest(path.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
