package dev.pubwatch.formats.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Some pipelines write every field's name in lower case: this gives them back their own. */
public final class Spelling {
  private final Map<String, String> nameByLowerCase;

  /**
   * @param names as the source itself writes them
   */
  public Spelling(String... names) {
    this.nameByLowerCase =
        Stream.of(names)
            .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));
  }

  /** The record itself where there is nothing to do, else a copy. */
  public ObjectNode restore(ObjectNode record) {
    ObjectNode copy = null;
    for (Map.Entry<String, String> name : nameByLowerCase.entrySet()) {
      JsonNode value = record.get(name.getKey());
      if (value != null && !record.hasNonNull(name.getValue())) {
        copy = copy == null ? record.deepCopy() : copy;
        copy.remove(name.getKey());
        copy.set(name.getValue(), value);
      }
    }
    return copy == null ? record : copy;
  }
}
