package dev.pubwatch.formats.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An id for a record whose source gives none: SHA-256 over its content, cut to 128 bits. The order
 * of fields does not matter, so that the same event has the same id by whichever way it came.
 */
public final class RecordHash {
  private static final int ID_BYTES = 16;

  private RecordHash() {}

  /** Hash of a JSON value, 32 hex digits. */
  public static String of(JsonNode record) {
    MessageDigest digest = sha256();
    add(record, digest);
    return hex(digest);
  }

  /** Hash of several texts, 32 hex digits; where one ends and the next begins matters. */
  public static String of(@Nullable Object... parts) {
    MessageDigest digest = sha256();
    for (@Nullable Object part : parts) {
      add("s", String.valueOf(part), digest);
    }
    return hex(digest);
  }

  private static void add(JsonNode node, MessageDigest digest) {
    if (node.isObject()) {
      Map<String, JsonNode> sorted = new TreeMap<>();
      node.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
      add("o", Integer.toString(sorted.size()), digest);
      for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
        add("k", field.getKey(), digest);
        add(field.getValue(), digest);
      }
    } else if (node.isArray()) {
      add("a", Integer.toString(node.size()), digest);
      node.forEach(element -> add(element, digest));
    } else {
      add(node.isTextual() ? "s" : "v", node.asText(), digest);
    }
  }

  /** Kind, length and text: no two different records feed the same bytes. */
  private static void add(String kind, String text, MessageDigest digest) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((kind + bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }
}
