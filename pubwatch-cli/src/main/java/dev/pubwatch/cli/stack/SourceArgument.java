package dev.pubwatch.cli.stack;

import dev.pubwatch.cli.config.PubwatchConfig.Source;
import dev.pubwatch.formats.Formats;
import dev.pubwatch.formats.custom.MappingFormat;
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
    boolean mapping = text.startsWith(MappingFormat.PREFIX);
    int colon = text.indexOf(':', mapping ? MappingFormat.PREFIX.length() : 0);
    if (colon < 1 || colon == text.length() - 1) {
      throw new TypeConversionException(
          "expected FORMAT:PATH, such as npm-publish-log:/var/log/npm, was " + text);
    }
    String format = text.substring(0, colon);
    try {
      Formats.byName(format);
      String path = Path.of(text.substring(colon + 1)).toAbsolutePath().normalize().toString();
      String name = (mapping ? "mapping-" + digest(format) : format) + "-" + digest(path);
      return new Source(name, mapping ? absolute(format) : format, List.of(path));
    } catch (InvalidPathException e) {
      throw new TypeConversionException("not a path: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  /** The connector need not run where the command was given. */
  private static String absolute(String mapping) {
    String file = mapping.substring(MappingFormat.PREFIX.length());
    return MappingFormat.PREFIX + Path.of(file).toAbsolutePath().normalize();
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
