package dev.pubwatch.notify;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the notifiers need.
 *
 * @param bootstrapServers Kafka
 * @param registryUrl schema registry with Confluent's API
 * @param stateDir folder for Streams' own files
 * @param webhook address that alerts are posted to, null for none
 * @param webhookSecret its signing secret, null only without a webhook
 */
public record NotifierConfig(
    String bootstrapServers,
    String registryUrl,
    Path stateDir,
    @Nullable URI webhook,
    @Nullable String webhookSecret) {
  private static final int SHORTEST_SECRET = 24;

  public NotifierConfig {
    if (webhook != null && (webhookSecret == null || webhookSecret.length() < SHORTEST_SECRET)) {
      throw new IllegalArgumentException(
          "notifiers.webhook needs a signing secret of at least 24 characters, had "
              + (webhookSecret == null ? "none" : "one of " + webhookSecret.length()));
    }
  }

  /** Without the secret, and of the address the host only: its path may be a secret too. */
  @Override
  public String toString() {
    String host = webhook == null ? "none" : String.valueOf(webhook.getHost());
    return "NotifierConfig[" + bootstrapServers + ", " + registryUrl + ", webhook " + host + "]";
  }
}
