package dev.pubwatch.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The last step before an event leaves a format: every text in it is redacted, made valid Unicode
 * and cut to a bound, lists and attributes too. Cleaning twice changes nothing.
 */
public final class Sanitizer {
  /** Most attributes that an event carries; more are dropped and counted. */
  public static final int MAX_ATTRIBUTES = 64;

  /** Attribute that says how many attributes were dropped. */
  public static final String DROPPED = "attributes_dropped";

  private static final int MAX_NAME = 128;
  private static final int MAX_LIST = 100;

  /** Longest text that is searched for secrets: 64 KiB; the rest is cut away unseen. */
  private static final int MAX_SEARCHED = 1 << 16;

  /** Words of the vocabulary; {@code token:create} is no secret. */
  private static final Set<String> KEPT = Set.of("action");

  /** A source's own word such as {@code account:api_token:added}, which is no secret either. */
  private static final Pattern SOURCE_WORDS =
      Pattern.compile("[a-z_-]{1,40}(?::[a-z_-]{1,40}){1,4}");

  private Sanitizer() {}

  /** Free text without secrets, of at most {@link Text#MAX_FREE_TEXT} characters. */
  public static String text(String text) {
    String searched = text.length() > MAX_SEARCHED ? text.substring(0, MAX_SEARCHED) : text;
    return Text.bound(Redactor.redact(searched), Text.MAX_FREE_TEXT);
  }

  /** Cleans a record and the records in it, in place, and returns it. */
  public static <T extends SpecificRecord> T clean(T event) {
    List<Schema.Field> fields = event.getSchema().getFields();
    for (int i = 0; i < fields.size(); i++) {
      Object value = event.get(i);
      if (value != null && !isKept(fields.get(i).name(), value)) {
        Object clean = cleanValue(value);
        if (clean != value) {
          event.put(i, clean);
        }
      }
    }
    return event;
  }

  private static boolean isKept(String name, Object value) {
    return KEPT.contains(name)
        || (name.equals("source_action")
            && value instanceof String word
            && word.indexOf(':') > 0
            && SOURCE_WORDS.matcher(word).matches());
  }

  private static Object cleanValue(Object value) {
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof SpecificRecord nested) {
      return clean(nested);
    }
    if (value instanceof List<?> list) {
      return cleanList(list);
    }
    return value instanceof Map<?, ?> map ? attributes(map) : value;
  }

  /** Lists of events hold text; one that was cut ends by saying how much is missing. */
  private static List<Object> cleanList(List<?> list) {
    int kept = list.size() <= MAX_LIST ? list.size() : MAX_LIST - 1;
    List<Object> clean = new ArrayList<>(kept + 1);
    for (Object element : list.subList(0, kept)) {
      clean.add(cleanValue(element));
    }
    if (kept < list.size()) {
      clean.add("… " + (list.size() - kept) + " more");
    }
    return clean;
  }

  private static Map<String, String> attributes(Map<?, ?> map) {
    Map<?, ?> sorted = map instanceof SortedMap<?, ?> ? map : new TreeMap<>(map);
    Object droppedBefore = sorted.get(DROPPED);
    int dropped = sorted.size() - (droppedBefore == null ? 0 : 1);
    Map<String, String> clean = new TreeMap<>();
    for (Map.Entry<?, ?> entry : sorted.entrySet()) {
      String name = Text.bound(Redactor.redact(String.valueOf(entry.getKey())), MAX_NAME);
      if (clean.size() < MAX_ATTRIBUTES && !name.equals(DROPPED)) {
        clean.putIfAbsent(name, attribute(name, String.valueOf(entry.getValue())));
      }
    }
    dropped -= clean.size();
    if (dropped > 0) {
      clean.put(DROPPED, Integer.toString(dropped));
    } else if (droppedBefore != null) {
      clean.put(DROPPED, text(droppedBefore.toString()));
    }
    return clean;
  }

  /** The value of an attribute; one whose very name says that it is a secret is replaced whole. */
  private static String attribute(String name, @Nullable String value) {
    String text = value == null ? "" : value;
    return Redactor.isSecretName(name) ? Redactor.NAMED_SECRET : text(text);
  }
}
