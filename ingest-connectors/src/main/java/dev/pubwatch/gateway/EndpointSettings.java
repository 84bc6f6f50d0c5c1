package dev.pubwatch.gateway;

import dev.pubwatch.formats.Format;
import dev.pubwatch.formats.Formats;
import dev.pubwatch.gateway.verify.Scheme;
import dev.pubwatch.gateway.verify.Secret;
import dev.pubwatch.gateway.verify.Verifier;
import dev.pubwatch.gateway.verify.VerifierSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint as an operator writes it, key by key; every fault is noted, so that all are told at
 * once.
 */
public final class EndpointSettings {
  /** What an endpoint may have. */
  public static final Set<String> KEYS =
      new TreeSet<>(
          Set.of(
              "scheme",
              "path",
              "format",
              "source",
              "secretFile",
              "header",
              "prefix",
              "encoding",
              "keysFile",
              "keysUrl"));

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,62}");
  private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9._~-]{1,64}){1,8}");
  private static final Set<String> TAKEN = Set.of("/health", "/metrics");
  private static final String HEC_PATH = "/services/collector";

  private final String name;
  private final Map<String, String> values;
  private final List<String> faults;

  private EndpointSettings(String name, Map<String, String> values, List<String> faults) {
    this.name = name;
    this.values = new TreeMap<>(values);
    this.faults = faults;
  }

  /**
   * An endpoint.
   *
   * @param values by {@link #KEYS}
   * @param faults is added to, a sentence each
   * @return null when there was a fault
   */
  public static @Nullable Endpoint read(
      String name, Map<String, String> values, List<String> faults) {
    int before = faults.size();
    Endpoint endpoint = new EndpointSettings(name, values, faults).endpoint();
    return faults.size() == before ? endpoint : null;
  }

  /**
   * Endpoints that can stand beside each other.
   *
   * @param faults is added to where two have one path
   */
  public static void refuseSharedPaths(List<Endpoint> endpoints, List<String> faults) {
    Map<String, String> byPath = new TreeMap<>();
    for (Endpoint endpoint : endpoints) {
      String other = byPath.putIfAbsent(endpoint.path(), endpoint.name());
      if (other != null) {
        faults.add(
            "endpoint %s: path must differ from that of %s, both were %s"
                .formatted(endpoint.name(), other, endpoint.path()));
      }
    }
  }

  private @Nullable Endpoint endpoint() {
    if (!NAME.matcher(name).matches()) {
      fault("name must be letters, digits, dots and dashes, at most 63");
    }
    for (String key : values.keySet()) {
      if (!KEYS.contains(key)) {
        fault("%s is not known; there are %s".formatted(key, String.join(", ", KEYS)));
      }
    }
    String named = values.get("scheme");
    Scheme scheme = named == null ? null : Scheme.byName(named);
    if (scheme == null) {
      fault("scheme must be one of %s, was %s".formatted(String.join(", ", Scheme.names()), named));
      return null;
    }
    return endpoint(scheme);
  }

  private @Nullable Endpoint endpoint(Scheme scheme) {
    String path = path(scheme);
    Verifier verifier = verifier(scheme);
    Format format = format(scheme);
    return verifier == null || format == null
        ? null
        : new Endpoint(name, path, scheme, verifier, format, values.get("source"));
  }

  private @Nullable Format format(Scheme scheme) {
    String format = values.getOrDefault("format", scheme.defaultFormat());
    if (format == null) {
      fault("format must be set for scheme " + scheme.spelled());
      return null;
    }
    try {
      return Formats.byName(format);
    } catch (IllegalArgumentException e) {
      fault(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private String path(Scheme scheme) {
    String standard = scheme == Scheme.HEC ? HEC_PATH : "/hooks/" + name;
    String path = values.getOrDefault("path", standard);
    if (!PATH.matcher(path).matches() || path.contains("/.")) {
      fault("path must be like /hooks/github, of letters, digits, '.', '_', '~' and '-'");
    } else if (TAKEN.contains(path)) {
      fault("path must not be one of the gateway's own: " + path);
    }
    return path;
  }

  private @Nullable Verifier verifier(Scheme scheme) {
    if (values.containsKey("header") && !scheme.takesHeader()) {
      fault("header has no meaning for scheme " + scheme.spelled());
    }
    String encoding = values.getOrDefault("encoding", "hex");
    if (!encoding.equals("hex") && !encoding.equals("base64")) {
      fault("encoding must be hex or base64, was " + encoding);
    }
    try {
      return scheme.verifier(
          new VerifierSettings(
              secret(scheme),
              values.get("header"),
              values.getOrDefault("prefix", ""),
              encoding.equals("base64"),
              file("keysFile"),
              address("keysUrl")));
    } catch (IllegalArgumentException e) {
      String key = scheme.takesKeys() ? "keysFile or keysUrl" : "secretFile";
      fault(key + ": " + e.getMessage());
      return null;
    }
  }

  private @Nullable Secret secret(Scheme scheme) {
    Path file = file("secretFile");
    return file == null || scheme.takesKeys() ? null : Secret.read(file);
  }

  private @Nullable Path file(String key) {
    String value = values.get(key);
    return value == null ? null : Path.of(value);
  }

  private @Nullable URI address(String key) {
    String value = values.get(key);
    if (value == null) {
      return null;
    }
    URI address = URI.create(value);
    boolean http = Objects.equals(address.getScheme(), "http");
    if (!http && !Objects.equals(address.getScheme(), "https")) {
      throw new IllegalArgumentException(key + " must be an http or https address");
    }
    return address;
  }

  private void fault(String what) {
    faults.add("endpoint " + name + ": " + what);
  }

  /** Endpoints of several settings, in order, and without those that have a fault. */
  public static List<Endpoint> readAll(
      Map<String, Map<String, String>> byName, List<String> faults) {
    List<Endpoint> endpoints = new ArrayList<>();
    byName.forEach(
        (name, values) -> {
          Endpoint endpoint = read(name, values, faults);
          if (endpoint != null) {
            endpoints.add(endpoint);
          }
        });
    refuseSharedPaths(endpoints, faults);
    return List.copyOf(endpoints);
  }
}
