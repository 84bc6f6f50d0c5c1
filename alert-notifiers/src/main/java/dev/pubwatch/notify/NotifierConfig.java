package dev.pubwatch.notify;

import dev.pubwatch.notify.route.RoutesFile;
import dev.pubwatch.notify.route.Routing;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the notifiers need.
 *
 * @param bootstrapServers Kafka
 * @param registryUrl schema registry with Confluent's API
 * @param stateDir folder for Streams' own files
 * @param webhook address that alerts are posted to, null for none
 * @param webhookSecret its signing secret, null only without a webhook
 * @param routing who is told of what; see {@link Routing#orEverything} where there are no routes
 * @param channels settings of the channels, which hold no secrets
 * @param rates how often a channel may be called, by its name; {@link Rate#DEFAULT} for others
 * @param source file whose routes are taken into force when it changes, null for none
 */
public record NotifierConfig(
    String bootstrapServers,
    String registryUrl,
    Path stateDir,
    @Nullable URI webhook,
    @Nullable String webhookSecret,
    Routing routing,
    Map<String, String> channels,
    Map<String, Rate> rates,
    RoutesFile.@Nullable Source source) {
  /** The terminal is here, and waits for nobody. */
  private static final Map<String, Rate> OWN_RATES = Map.of("terminal", Rate.UNLIMITED);

  private static final int SHORTEST_SECRET = 24;

  public NotifierConfig {
    channels = Map.copyOf(channels);
    rates = Map.copyOf(rates);
    if (webhook != null && (webhookSecret == null || webhookSecret.length() < SHORTEST_SECRET)) {
      throw new IllegalArgumentException(
          "notifiers.webhook needs a signing secret of at least 24 characters, had "
              + (webhookSecret == null ? "none" : "one of " + webhookSecret.length()));
    }
  }

  /** One whose routes stay as they are. */
  public NotifierConfig(
      String bootstrapServers,
      String registryUrl,
      Path stateDir,
      @Nullable URI webhook,
      @Nullable String webhookSecret,
      Routing routing,
      Map<String, String> channels,
      Map<String, Rate> rates) {
    this(
        bootstrapServers,
        registryUrl,
        stateDir,
        webhook,
        webhookSecret,
        routing,
        channels,
        rates,
        null);
  }

  /** The same without routes. */
  public NotifierConfig(
      String bootstrapServers,
      String registryUrl,
      Path stateDir,
      @Nullable URI webhook,
      @Nullable String webhookSecret) {
    this(
        bootstrapServers,
        registryUrl,
        stateDir,
        webhook,
        webhookSecret,
        Routing.none(),
        Map.of(),
        Map.of(),
        null);
  }

  /** The same, with routes that a change of the file changes. */
  public NotifierConfig reading(RoutesFile.Source file) {
    return new NotifierConfig(
        bootstrapServers,
        registryUrl,
        stateDir,
        webhook,
        webhookSecret,
        routing,
        channels,
        rates,
        file);
  }

  Rate rate(String channel) {
    return rates.getOrDefault(channel, OWN_RATES.getOrDefault(channel, Rate.DEFAULT));
  }

  /** Without the secret, and of the address the host only: its path may be a secret too. */
  @Override
  public String toString() {
    String host = webhook == null ? "none" : String.valueOf(webhook.getHost());
    return "NotifierConfig[" + bootstrapServers + ", " + registryUrl + ", webhook " + host + "]";
  }
}
