package dev.pubwatch.schemas;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the registry, checked whole.
 *
 * @param urls base URLs without user info or trailing slash, at least one
 * @param authorization value of the {@code Authorization} header, null for none
 */
record RegistryConfig(
    List<URI> urls,
    @Nullable String authorization,
    boolean autoRegister,
    int maxRetries,
    long retryWaitMs,
    long retryMaxWaitMs,
    long readTimeoutMs) {

  static RegistryConfig of(Map<String, ?> config) {
    List<URI> given = urls(config.get(AvroConfig.REGISTRY_URL));
    return new RegistryConfig(
        given.stream().map(RegistryConfig::withoutUserInfo).toList(),
        authorization(config, given),
        bool(config, AvroConfig.AUTO_REGISTER, true),
        (int) number(config, AvroConfig.MAX_RETRIES, 6, 0, 100),
        number(config, AvroConfig.RETRY_WAIT_MS, 200, 1, 60_000),
        number(config, AvroConfig.RETRY_MAX_WAIT_MS, 5_000, 1, 600_000),
        number(config, AvroConfig.READ_TIMEOUT_MS, 10_000, 1, 600_000));
  }

  /** Never shows credentials: for messages. */
  @Override
  public String toString() {
    return String.join(",", urls.stream().map(URI::toString).toList());
  }

  static boolean bool(Map<String, ?> config, String key, boolean absent) {
    Object value = config.get(key);
    if (value == null) {
      return absent;
    }
    return switch (value.toString().trim().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new ConfigException(key, value, "must be true or false");
    };
  }

  private static long number(Map<String, ?> config, String key, long absent, long min, long max) {
    Object value = config.get(key);
    if (value == null) {
      return absent;
    }
    try {
      long number = Long.parseLong(value.toString().trim());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below, with the range.
    }
    throw new ConfigException(key, value, "must be a whole number from " + min + " to " + max);
  }

  private static List<URI> urls(@Nullable Object value) {
    String text =
        value instanceof Iterable<?> list ? join(list) : value == null ? "" : value.toString();
    List<URI> urls = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        urls.add(url(part.trim()));
      }
    }
    if (urls.isEmpty()) {
      throw new ConfigException(
          AvroConfig.REGISTRY_URL + " must name the schema registry, such as http://host:8081");
    }
    return List.copyOf(urls);
  }

  private static String join(Iterable<?> list) {
    List<String> parts = new ArrayList<>();
    list.forEach(part -> parts.add(String.valueOf(part)));
    return String.join(",", parts);
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text.replaceAll("/+$", ""));
      if (url.getHost() != null
          && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Answered below, without the text: it may hold a password.
    }
    throw new ConfigException(
        AvroConfig.REGISTRY_URL + " must be an http or https URL, such as http://host:8081");
  }

  private static URI withoutUserInfo(URI url) {
    try {
      return new URI(
          url.getScheme(), null, url.getHost(), url.getPort(), url.getPath(), null, null);
    } catch (URISyntaxException e) {
      throw new ConfigException(AvroConfig.REGISTRY_URL + " is no URL");
    }
  }

  private static @Nullable String authorization(Map<String, ?> config, List<URI> urls) {
    Object source = config.get(AvroConfig.CREDENTIALS_SOURCE);
    String name = source == null ? "URL" : source.toString().trim().toUpperCase(Locale.ROOT);
    return switch (name) {
      case "URL" -> {
        String info = urls.get(0).getUserInfo();
        yield info == null ? null : basic(info);
      }
      case "USER_INFO" -> {
        Object info = config.get(AvroConfig.USER_INFO);
        if (info == null || info.toString().indexOf(':') < 1) {
          throw new ConfigException(AvroConfig.USER_INFO + " must be user:password");
        }
        yield basic(info.toString());
      }
      default ->
          throw new ConfigException(
              AvroConfig.CREDENTIALS_SOURCE, source, "must be URL or USER_INFO");
    };
  }

  private static String basic(String userInfo) {
    byte[] bytes = userInfo.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }
}
