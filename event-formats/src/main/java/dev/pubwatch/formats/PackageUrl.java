package dev.pubwatch.formats;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes package URLs. A name's own upper case is kept: registries hold old packages whose names
 * differ by case alone.
 */
public final class PackageUrl {
  private PackageUrl() {}

  /**
   * {@code pkg:<type>/<name>}, each segment of the name percent-encoded. A secret in the name is
   * taken out before the encoding could hide its shape.
   */
  public static String of(String type, String name) {
    return encoded(type, Redactor.redact(name));
  }

  /**
   * An image: {@code pkg:docker/<repository>?repository_url=<registry>}, without the qualifier
   * where the registry is not known.
   */
  public static String ofImage(String repository, @Nullable String registry) {
    String url = of("docker", repository);
    if (registry == null) {
      return url;
    }
    String host = Redactor.redact(registry).toLowerCase(Locale.ROOT);
    return url
        + "?repository_url="
        + encode(host, new StringBuilder()).toString().replace("%3A", ":");
  }

  private static String encoded(String type, String name) {
    StringBuilder out = new StringBuilder("pkg:").append(type).append('/');
    int start = 0;
    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', start)) {
      encode(name.substring(start, slash), out).append('/');
      start = slash + 1;
    }
    return encode(name.substring(start), out).toString();
  }

  private static StringBuilder encode(String segment, StringBuilder out) {
    for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (isUnreserved(c)) {
        out.append(c);
      } else {
        out.append('%').append(HexFormat.of().toHexDigits(b).toUpperCase(Locale.ROOT));
      }
    }
    return out;
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}
