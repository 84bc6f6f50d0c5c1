package dev.pubwatch.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.pubwatch.formats.Decompression;
import dev.pubwatch.formats.json.JsonTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From the bytes of a request to those of its records. */
final class Body {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(JsonTree.MAX_DEPTH).build())
          .build();

  private static final Set<String> ENCODINGS = Set.of("", "identity", "gzip", "x-gzip", "zstd");
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final byte[] PAYLOAD = "payload=".getBytes(StandardCharsets.US_ASCII);

  /** It becomes larger than what is taken. */
  static final class TooLargeException extends IOException {
    TooLargeException(int most) {
      super("the body must be at most %d bytes once decompressed".formatted(most));
    }
  }

  private Body() {}

  /** Why a body of this kind is not taken, null when it is. */
  static @Nullable String unsupported(@Nullable String encoding, @Nullable String contentType) {
    if (encoding != null && !ENCODINGS.contains(encoding.strip().toLowerCase(Locale.ROOT))) {
      return "Content-Encoding must be gzip, zstd or none";
    }
    String type = mediaType(contentType);
    boolean text = type.isEmpty() || type.startsWith("text/plain") || type.equals(FORM);
    boolean json = type.endsWith("json") || type.endsWith("-stream");
    return text || json ? null : "Content-Type must be JSON, a form or text";
  }

  private static String mediaType(@Nullable String contentType) {
    if (contentType == null) {
      return "";
    }
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * Takes compression and form encoding away. What is compressed tells by itself; a form is one
   * only when it begins as one, since GitLab says so of its JSON.
   *
   * @throws TooLargeException when it becomes larger than that
   * @throws IOException when compressed data is corrupt, in a sentence
   */
  static byte[] decode(byte[] raw, @Nullable String contentType, int mostBytes) throws IOException {
    byte[] plain = decompress(raw, mostBytes);
    if (!mediaType(contentType).equals(FORM) || !startsWith(plain, PAYLOAD)) {
      return plain;
    }
    return formField(
        new String(plain, PAYLOAD.length, plain.length - PAYLOAD.length, StandardCharsets.UTF_8));
  }

  private static byte[] decompress(byte[] raw, int mostBytes) throws IOException {
    if (Decompression.detect(raw) == Decompression.Kind.PLAIN) {
      return raw;
    }
    try (InputStream in = Decompression.wrap(new ByteArrayInputStream(raw))) {
      byte[] plain = in.readNBytes(mostBytes);
      if (in.read() >= 0) {
        throw new TooLargeException(mostBytes);
      }
      return plain;
    }
  }

  private static byte[] formField(String rest) throws IOException {
    int end = rest.indexOf('&');
    try {
      return URLDecoder.decode(end < 0 ? rest : rest.substring(0, end), StandardCharsets.UTF_8)
          .getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IOException("the form's payload is not percent-encoded", e);
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** What keeps a body from being JSON values one after another, null when it is. */
  static @Nullable String notJson(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      while (parser.nextToken() != null) {
        // only to see that it can be read
      }
      return null;
    } catch (StreamConstraintsException e) {
      return "the body is JSON beyond the bounds: at most " + JsonTree.MAX_DEPTH + " levels deep";
    } catch (JsonProcessingException e) {
      return "the body is not valid JSON";
    } catch (IOException e) {
      return "the body is not valid UTF-8";
    }
  }
}
