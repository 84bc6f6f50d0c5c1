package dev.pubwatch.notify.webhook;

import dev.pubwatch.events.Alert;
import dev.pubwatch.formats.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * An alert as canonical JSON of bounded length, {@value #MAX_BYTES} bytes as Standard Webhooks
 * advises or another one. Where the whole is longer, lists lose their last entries and texts their
 * ends; the topic has all of it. The id, numbers and times stay as they are.
 */
public final class AlertBody {
  static final int MAX_BYTES = 20_000;

  private static final int LONGEST_TEXT = 2_000;
  private static final int SHORTEST_TEXT = 100;
  private static final int MOST_ENTRIES = 64;
  private static final String ID = "alert_id";
  private static final String CUT = "...";

  private final byte[] bytes;
  private final boolean shortened;

  private AlertBody(byte[] bytes, boolean shortened) {
    this.bytes = bytes;
    this.shortened = shortened;
  }

  static AlertBody of(Alert alert) {
    return of(alert, MAX_BYTES);
  }

  /**
   * The alert in so many bytes, or as near to that as leaving out brings it: what stays of a
   * hostile one may take 15,000.
   */
  public static AlertBody of(Alert alert, int maxBytes) {
    byte[] whole = json(alert);
    byte[] body = whole;
    for (int entries = MOST_ENTRIES; body.length > maxBytes && entries >= 0; ) {
      int text = Math.max(SHORTEST_TEXT, LONGEST_TEXT * entries / MOST_ENTRIES);
      body = json(shortened(alert, entries, text));
      entries = entries == 0 ? -1 : entries / 2;
    }
    return new AlertBody(body, body != whole);
  }

  /** UTF-8. */
  public byte[] bytes() {
    return bytes;
  }

  /** Whether something was left out. */
  public boolean isShortened() {
    return shortened;
  }

  private static byte[] json(Alert alert) {
    return CanonicalJson.write(alert).getBytes(StandardCharsets.UTF_8);
  }

  private static Alert shortened(Alert alert, int entries, int text) {
    Alert copy = SpecificData.get().deepCopy(alert.getSchema(), alert);
    shorten(copy, entries, text);
    return copy;
  }

  private static void shorten(SpecificRecord record, int entries, int text) {
    for (Schema.Field field : record.getSchema().getFields()) {
      if (!field.name().equals(ID)) {
        record.put(field.pos(), shortened(record.get(field.pos()), entries, text));
      }
    }
  }

  private static @Nullable Object shortened(@Nullable Object value, int entries, int text) {
    if (value instanceof String s) {
      return cut(s, text);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> kept = new ArrayList<>();
      list.subList(0, Math.min(entries, list.size()))
          .forEach(entry -> kept.add(shortened(entry, entries, text)));
      return kept;
    }
    if (value instanceof SpecificRecord nested) {
      shorten(nested, entries, text);
    }
    return value;
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + CUT;
  }
}
