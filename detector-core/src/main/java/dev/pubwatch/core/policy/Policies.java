package dev.pubwatch.core.policy;

import dev.pubwatch.core.Alert;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;

/** The policies that there are, as {@code policies.properties} has them. */
public final class Policies {
  private static final String FILE = "policies.properties";

  /** In the order of their names. */
  static final List<Policy> ALL = read();

  private Policies() {}

  /** The names that settings may use. */
  public static List<String> names() {
    return ALL.stream().map(Policy::name).toList();
  }

  private static List<Policy> read() {
    Properties all = new Properties();
    try (InputStream in = Policies.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing from the jar");
      }
      all.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
    TreeSet<String> names = new TreeSet<>();
    all.stringPropertyNames().forEach(key -> names.add(key.substring(0, key.indexOf('.'))));
    return names.stream().map(name -> policy(name, all)).toList();
  }

  private static Policy policy(String name, Properties all) {
    try {
      return new Policy(
          name,
          value(all, name, "title"),
          Condition.all(value(all, name, "when")),
          value(all, name, "detail"),
          Alert.Severity.valueOf(value(all, name, "severity").toUpperCase(Locale.ROOT)),
          value(all, name, "default").equals("on"),
          Arrays.stream(value(all, name, "techniques").split(",", -1)).map(String::strip).toList(),
          value(all, name, "fix"));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(FILE + ": " + name + ": " + e.getMessage(), e);
    }
  }

  private static String value(Properties all, String name, String key) {
    String value = all.getProperty(name + "." + key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value.strip();
  }
}
