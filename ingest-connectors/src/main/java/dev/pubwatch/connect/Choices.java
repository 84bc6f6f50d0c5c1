package dev.pubwatch.connect;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef.Recommender;

/** Recommends a fixed list of values. */
public record Choices(List<Object> values) implements Recommender {

  public static Choices of(List<String> values) {
    return new Choices(List.copyOf(values));
  }

  @Override
  public List<Object> validValues(String name, Map<String, Object> parsed) {
    return values;
  }

  @Override
  public boolean visible(String name, Map<String, Object> parsed) {
    return true;
  }
}
