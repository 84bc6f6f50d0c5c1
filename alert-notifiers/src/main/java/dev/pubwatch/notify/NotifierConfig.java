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

  public NotifierConfig {
    if (webhook != null && (webhookSecret == null || webhookSecret.length() < 24)) {
      throw new IllegalArgumentException(
          "notifiers.webhook needs a signing secret of at least 24 characters");
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "NotifierConfig[" + bootstrapServers + ", " + registryUrl + ", webhook " + webhook + "]";
  }
}
