package dev.pubwatch.connect.http;

import dev.pubwatch.formats.Formats;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/** Checks of settings, each with a sentence that names what was expected. */
final class HttpValidators {
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_.~%-]+)+");

  private HttpValidators() {}

  static Validator time() {
    return of("a time such as 2026-01-31T00:00:00Z", Instant::parse);
  }

  static Validator path() {
    return of(
        "a path such as /_changes",
        text -> {
          if (!PATH.matcher(text).matches()) {
            throw new IllegalArgumentException();
          }
        });
  }

  static Validator pattern() {
    return of("a regular expression", Pattern::compile);
  }

  private static Validator of(String description, Consumer<String> check) {
    return LambdaValidator.with(
        (name, value) -> {
          try {
            if (value != null) {
              check.accept(String.valueOf(value));
            }
          } catch (DateTimeException | ArithmeticException | PatternSyntaxException e) {
            throw new ConfigException(name, value, "must be " + description);
          } catch (IllegalArgumentException e) {
            throw new ConfigException(name, value, "must be " + description);
          }
        },
        () -> description);
  }

  static Map<String, String> faults(HttpSourceConfig config, String address) {
    Map<String, String> faults = new TreeMap<>();
    checkAddress(config, address, faults);
    checkStreams(config, faults);
    checkAccess(config, faults);
    try {
      Formats.byName(config.formatName());
    } catch (IllegalArgumentException e) {
      faults.put("format", String.valueOf(e.getMessage()));
    }
    Instant end = config.end();
    String start = config.getString(HttpSourceConfig.START_TIME);
    if (end != null && !start.startsWith("P") && !Instant.parse(start).isBefore(end)) {
      faults.put(HttpSourceConfig.END_TIME, "must be after start.time=" + start);
    }
    return faults;
  }

  private static void checkAddress(
      HttpSourceConfig config, String address, Map<String, String> faults) {
    if (address.isEmpty()) {
      faults.put(HttpSourceConfig.URL, config.preset().name() + " has no public address: set one");
      return;
    }
    try {
      URI uri = URI.create(address);
      boolean plain = "http".equalsIgnoreCase(uri.getScheme());
      boolean web = plain || "https".equalsIgnoreCase(uri.getScheme());
      if (!web || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
        faults.put(
            HttpSourceConfig.URL,
            "must be http or https with a host, without user, password and query");
      } else if (plain
          && !isLoopback(uri)
          && config.getPassword(HttpSourceConfig.AUTH_TOKEN) != null) {
        faults.put(HttpSourceConfig.URL, "must be https, since a token is sent there");
      }
    } catch (IllegalArgumentException e) {
      faults.put(HttpSourceConfig.URL, "is no address: " + e.getMessage());
    }
  }

  private static boolean isLoopback(URI uri) {
    return Set.of("localhost", "127.0.0.1", "[::1]").contains(uri.getHost());
  }

  private static void checkStreams(HttpSourceConfig config, Map<String, String> faults) {
    Preset preset = config.preset();
    List<String> streams = config.streams();
    if (streams.isEmpty()) {
      faults.put(
          HttpSourceConfig.STREAMS,
          "%s needs at least one, such as %s".formatted(preset.name(), preset.streamExample()));
    }
    for (String stream : streams) {
      if (!preset.streamPattern().matcher(stream).matches() || stream.contains("..")) {
        faults.put(
            HttpSourceConfig.STREAMS,
            "of %s are %s, not %s".formatted(preset.name(), preset.streamExample(), stream));
      }
    }
    if (new HashSet<>(streams).size() < streams.size()) {
      faults.put(HttpSourceConfig.STREAMS, "names a stream twice");
    }
  }

  private static void checkAccess(HttpSourceConfig config, Map<String, String> faults) {
    Preset preset = config.preset();
    if (preset.needsToken() && config.getPassword(HttpSourceConfig.AUTH_TOKEN) == null) {
      faults.put(HttpSourceConfig.AUTH_TOKEN, preset.name() + " needs one");
    }
    boolean basic = preset.scheme() == Authentication.Scheme.BASIC;
    if (basic && config.getString(HttpSourceConfig.AUTH_USER) == null) {
      faults.put(HttpSourceConfig.AUTH_USER, preset.name() + " needs one");
    }
  }
}
