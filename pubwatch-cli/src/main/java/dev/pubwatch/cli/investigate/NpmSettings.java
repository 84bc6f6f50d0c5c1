package dev.pubwatch.cli.investigate;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which registry npm's client is set to, found where the client itself looks: the environment, then
 * {@code .npmrc} here and in the home folder. Of these files nothing but {@code registry} is read.
 */
final class NpmSettings {
  static final String PUBLIC_REGISTRY = "https://registry.npmjs.org/";

  private static final String KEY = "registry";
  private static final int MAX_BYTES = 1 << 20;

  private NpmSettings() {}

  /**
   * The registry's address.
   *
   * @param environment the process's variables
   * @param here the folder that the command was started in
   */
  static String registry(Map<String, String> environment, Path here) {
    for (String variable : List.of("npm_config_registry", "NPM_CONFIG_REGISTRY")) {
      String value = environment.getOrDefault(variable, "").strip();
      if (!value.isEmpty()) {
        return value;
      }
    }
    for (Path file : files(environment, here)) {
      String value = registry(file);
      if (value != null) {
        return value;
      }
    }
    return PUBLIC_REGISTRY;
  }

  private static List<Path> files(Map<String, String> environment, Path here) {
    List<Path> files = new ArrayList<>(List.of(here.resolve(".npmrc")));
    String home = environment.getOrDefault("HOME", "");
    String user = environment.getOrDefault("npm_config_userconfig", "");
    if (!user.isEmpty()) {
      files.add(Path.of(user));
    } else if (!home.isEmpty()) {
      files.add(Path.of(home, ".npmrc"));
    }
    return files;
  }

  /** Null where the file does not say, or cannot be read. */
  private static @Nullable String registry(Path file) {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
      return text.lines()
          .map(line -> line.split("=", 2))
          .filter(pair -> pair.length == 2 && pair[0].strip().equals(KEY))
          .map(pair -> pair[1].strip().replaceAll("^[\"']|[\"']$", ""))
          .filter(value -> !value.isEmpty() && !value.contains("${"))
          .reduce((first, last) -> last)
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * The address as it can be asked.
   *
   * @throws IllegalArgumentException saying what is wrong with it, without a password in it
   */
  static URI checked(String address) {
    URI uri;
    try {
      uri = new URI(address);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the registry's address is no URL", e);
    }
    boolean http =
        "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
    if (!http || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "the registry's address must begin with https:// or http:// and a host");
    }
    if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException(
          "the registry's address must have no user, query or fragment: no token is needed");
    }
    return uri;
  }
}
