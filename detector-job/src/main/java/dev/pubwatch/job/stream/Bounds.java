package dev.pubwatch.job.stream;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a record holds to lengths that state and streams can bear, whoever wrote it. What is
 * within the bounds, as anything that the formats write, stays as it is.
 */
final class Bounds {
  static final int MAX_ID = 512;
  static final int MAX_TEXT = 1024;
  static final int MAX_ENTRIES = 64;
  private static final int HASH_BYTES = 16;

  private Bounds() {}

  /** Two ids that differ stay different: the cut is made good by a hash of the whole. */
  static @Nullable String id(@Nullable String id) {
    return id == null ? null : requiredId(id);
  }

  static String requiredId(String id) {
    return id.length() <= MAX_ID ? id : head(id, MAX_ID - 2 * HASH_BYTES - 1) + "~" + hash(id);
  }

  static @Nullable String text(@Nullable String text) {
    return text == null || text.length() <= MAX_TEXT ? text : head(text, MAX_TEXT);
  }

  static List<String> texts(@Nullable List<String> texts) {
    return texts == null ? List.of() : texts.stream().limit(MAX_ENTRIES).map(Bounds::id).toList();
  }

  /** The first entries in order of their keys. */
  static Map<String, String> map(Map<String, String> map) {
    boolean fits =
        map.size() <= MAX_ENTRIES
            && map.entrySet().stream()
                .allMatch(e -> e.getKey().length() <= MAX_ID && e.getValue().length() <= MAX_TEXT);
    if (fits) {
      return map;
    }
    Map<String, String> bounded = new LinkedHashMap<>();
    new TreeMap<>(map)
        .entrySet().stream()
            .limit(MAX_ENTRIES)
            .forEach(e -> bounded.put(requiredId(e.getKey()), head(e.getValue(), MAX_TEXT)));
    return bounded;
  }

  /** Never half of a surrogate pair. */
  private static String head(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    boolean split = Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, split ? length - 1 : length);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }
}
