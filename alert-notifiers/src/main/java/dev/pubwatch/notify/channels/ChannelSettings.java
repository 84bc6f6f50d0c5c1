package dev.pubwatch.notify.channels;

import dev.pubwatch.formats.Nearest;
import dev.pubwatch.notify.message.NoticeText;
import dev.pubwatch.notify.message.Template;
import dev.pubwatch.notify.safe.Caller;
import dev.pubwatch.notify.safe.Outbound;
import dev.pubwatch.notify.safe.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Settings of one channel, read key by key. A fault is noted and a stand-in returned; {@link #done}
 * then tells all of them at once, so a channel calls it before it uses what it read.
 */
public final class ChannelSettings {
  private static final int LARGEST_FILE = 1 << 20;
  private static final String SEPARATOR = ",";

  private final String name;
  private final String path;
  private final Map<String, String> values;
  private final Map<String, String> environment;
  private final Outbound outbound;
  private final @Nullable URI console;
  private final TreeSet<String> known = new TreeSet<>();
  private final List<String> faults = new ArrayList<>();

  ChannelSettings(
      String name,
      String path,
      Map<String, String> values,
      Map<String, String> environment,
      Outbound outbound,
      @Nullable URI console) {
    this.name = name;
    this.path = path;
    this.values = values;
    this.environment = environment;
    this.outbound = outbound;
    this.console = console;
  }

  /** The channel's name. */
  public String name() {
    return name;
  }

  /** The console's address for readers of messages, null for none. */
  public @Nullable URI console() {
    return console;
  }

  /** Where calls may go. */
  public Outbound outbound() {
    return outbound;
  }

  /** How messages call a setting. */
  public String name(String key) {
    return path + "." + key;
  }

  /** Notes that something is wrong with a setting. */
  public void fault(String key, String what) {
    faults.add(name(key) + " " + what);
  }

  public @Nullable String text(String key) {
    known.add(key);
    String value = values.get(key);
    return value == null || value.isBlank() ? null : value.strip();
  }

  public String text(String key, String fallback) {
    String value = text(key);
    return value == null ? fallback : value;
  }

  public String required(String key) {
    String value = text(key);
    if (value == null) {
      fault(key, "must be set");
    }
    return value == null ? "" : value;
  }

  /** Texts between commas. */
  public List<String> texts(String key) {
    return Arrays.stream(text(key, "").split(SEPARATOR, -1))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  public boolean flag(String key, boolean fallback) {
    String value = text(key);
    if (value != null && !value.equals("true") && !value.equals("false")) {
      fault(key, "must be true or false, was " + value);
    }
    return value == null ? fallback : value.equals("true");
  }

  public int port(String key, int fallback) {
    String value = text(key, Integer.toString(fallback));
    if (value.matches("\\d{1,5}") && Integer.parseInt(value) <= 65535) {
      return Integer.parseInt(value);
    }
    fault(key, "must be a port from 0 to 65535, was " + value);
    return fallback;
  }

  /** One of an enumeration, written in lower case with dashes; the first one if it is not set. */
  public <E extends Enum<E>> E choice(String key, Class<E> type) {
    E[] choices = type.getEnumConstants();
    String value = text(key, spelled(choices[0]));
    for (E choice : choices) {
      if (spelled(choice).equals(value)) {
        return choice;
      }
    }
    List<String> all = Arrays.stream(choices).map(ChannelSettings::spelled).toList();
    fault(key, "must be " + String.join(" or ", all) + ", was " + value);
    return choices[0];
  }

  private static String spelled(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** An address that is no secret. */
  public URI address(String key, @Nullable String fallback) {
    String value = text(key);
    if (value == null && fallback == null) {
      fault(key, "must be set");
    }
    return checked(key, value == null ? fallback : value);
  }

  /** An address whose path is a secret; null where none is set. */
  public @Nullable URI secretAddress(String key) {
    Secret secret = secret(key);
    return secret == null ? null : checked(key, secret.value());
  }

  private URI checked(String key, @Nullable String value) {
    URI none = URI.create("https://localhost");
    if (value == null) {
      return none;
    }
    try {
      URI url = new URI(value);
      outbound.check(name(key), url);
      return url;
    } catch (URISyntaxException e) {
      fault(key, "must be an address, and is none");
    } catch (IllegalArgumentException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
    return none;
  }

  /**
   * A secret from the environment, {@code PUBWATCH_<NAME>_<KEY>}, or from the file that {@code
   * <key>-file} names; null where neither is set. In the settings themselves it is a fault.
   */
  public @Nullable Secret secret(String key) {
    String variable = variable(key);
    String fileKey = key + "-file";
    String file = text(fileKey);
    if (values.containsKey(key)) {
      known.add(key);
      fault(
          key,
          "is a secret: it belongs into " + variable + " or a file that ." + fileKey + " names");
      return null;
    }
    String fromEnvironment = environment.get(variable);
    try {
      if (fromEnvironment != null && !fromEnvironment.isBlank()) {
        return Secret.of(variable, fromEnvironment);
      }
      return file == null ? null : Secret.of(name(fileKey), read(fileKey, file));
    } catch (IllegalArgumentException e) {
      faults.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** The same, which must be there. */
  public Secret requiredSecret(String key) {
    int before = faults.size();
    Secret secret = secret(key);
    if (secret == null && faults.size() == before) {
      fault(key + "-file", "or the environment's " + variable(key) + " must be set");
    }
    return secret == null ? Secret.of(key, "none") : secret;
  }

  private String variable(String key) {
    return "PUBWATCH_" + (name + "_" + key).toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private String read(String key, String file) {
    try {
      Path there = Path.of(file);
      if (Files.size(there) > LARGEST_FILE) {
        throw new IllegalArgumentException(name(key) + ": " + file + " is larger than 1 MiB");
      }
      return Files.readString(there);
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          name(key) + ": " + file + " cannot be read: " + e.getClass().getSimpleName(), e);
    }
  }

  /**
   * The operator's template from the file that a setting names, else the one that comes along.
   *
   * @param owner class beside which the latter is
   */
  public Template template(String key, Class<?> owner, String resource) {
    String file = text(key);
    try {
      return file == null
          ? Template.parse(resource, shipped(owner, resource), NoticeText.NAMES)
          : Template.parse(file, read(key, file), NoticeText.NAMES);
    } catch (IllegalArgumentException e) {
      faults.add(String.valueOf(e.getMessage()));
      return Template.parse(key, "", NoticeText.NAMES);
    }
  }

  private static String shipped(Class<?> owner, String resource) {
    try (InputStream in = owner.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing beside " + owner.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(resource + " cannot be read", e);
    }
  }

  /** Whom to trust: the certificates in {@code ca-file}, null for whom the runtime trusts. */
  public @Nullable SSLContext trust() {
    String file = text("ca-file");
    try {
      return file == null ? null : Trust.of(read("ca-file", file));
    } catch (IllegalArgumentException e) {
      faults.add(name("ca-file") + ": " + e.getMessage());
      return null;
    }
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalArgumentException with every fault, a line each; keys that nobody asked for are
   *     faults
   */
  public void done() {
    for (String key : new TreeSet<>(values.keySet())) {
      if (!known.contains(key)) {
        faults.add(
            "unknown key %s, did you mean %s?".formatted(name(key), name(Nearest.to(key, known))));
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
  }

  /** Calls to an address that was read, once {@link #done} has passed. */
  public Caller caller(String key, URI url, @Nullable SSLContext trust) {
    return Caller.to(name(key), url, outbound, trust);
  }
}
