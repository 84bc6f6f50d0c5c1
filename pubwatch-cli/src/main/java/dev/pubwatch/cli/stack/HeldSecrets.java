package dev.pubwatch.cli.stack;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Secrets of this process by name, for Connect to look up: its own configuration topic keeps only
 * {@code ${held:NAME}}, never the secret.
 */
public final class HeldSecrets implements ConfigProvider {
  /** Name that the worker knows this provider by. */
  static final String PROVIDER = "held";

  private static final Map<String, String> HELD = new ConcurrentHashMap<>();

  /** Made by Connect. */
  public HeldSecrets() {}

  /** Keeps a secret; the return value stands for it in a connector's configuration. */
  static String hold(String name, String secret) {
    HELD.put(name, secret);
    return "${" + PROVIDER + ":" + name + "}";
  }

  @Override
  public void configure(Map<String, ?> settings) {}

  @Override
  public ConfigData get(@Nullable String path) {
    return new ConfigData(Map.copyOf(HELD));
  }

  @Override
  public ConfigData get(@Nullable String path, Set<String> keys) {
    Map<String, String> found = new HashMap<>(HELD);
    found.keySet().retainAll(keys);
    return new ConfigData(found);
  }

  @Override
  public void close() {}
}
