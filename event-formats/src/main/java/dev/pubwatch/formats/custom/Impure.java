package dev.pubwatch.formats.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Functions of JSLT whose answer differs from call to call. In a mapping they fail: the same record
 * must always give the same event.
 */
record Impure(String name) implements Function {

  static List<Function> all() {
    return Stream.of("now", "random", "uuid").<Function>map(Impure::new).toList();
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public int getMinArguments() {
    return 0;
  }

  @Override
  public int getMaxArguments() {
    return 2;
  }

  @Override
  @SuppressWarnings("ArgumentParameterSwap")
  public JsonNode call(JsonNode input, JsonNode[] arguments) {
    throw new JsltException(
        name + "() is not for mappings: the same record must always give the same event");
  }
}
