package dev.pubwatch.notify.channels;

import dev.pubwatch.formats.Nearest;
import dev.pubwatch.notify.IncidentChannel;
import dev.pubwatch.notify.email.EmailChannel;
import dev.pubwatch.notify.issues.IssuesChannel;
import dev.pubwatch.notify.jira.JiraChannel;
import dev.pubwatch.notify.kafka.KafkaChannel;
import dev.pubwatch.notify.opensearch.OpenSearchChannel;
import dev.pubwatch.notify.pagerduty.PagerDutyChannel;
import dev.pubwatch.notify.safe.AddressRules;
import dev.pubwatch.notify.safe.Outbound;
import dev.pubwatch.notify.slack.SlackChannel;
import dev.pubwatch.notify.splunk.SplunkChannel;
import dev.pubwatch.notify.teams.TeamsChannel;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Builds channels from settings: {@code notifiers.channels.NAME.type} says which, what else there
 * is below {@code notifiers.channels.NAME} is the type's own. For all of them {@code
 * notifiers.allowed-hosts}, {@code notifiers.allowed-networks} and {@code notifiers.console-url}.
 */
public final class Channels {
  /** Settings below this are channels. */
  public static final String PREFIX = "notifiers.channels.";

  /** Settings that hold for all channels. */
  public static final Set<String> GENERAL =
      Set.of("notifiers.allowed-hosts", "notifiers.allowed-networks", "notifiers.console-url");

  /** Types whose readers may be anybody: told no persons unless the settings say so. */
  private static final Set<String> OPEN_TO_ALL = Set.of("issues");

  private static final String NAME = "[a-z][a-z0-9-]{0,62}";

  private static final Map<String, Function<ChannelSettings, IncidentChannel>> TYPES =
      Map.of(
          "slack", SlackChannel::of,
          "teams", TeamsChannel::of,
          "pagerduty", PagerDutyChannel::of,
          "jira", JiraChannel::of,
          "email", EmailChannel::of,
          "issues", IssuesChannel::of,
          "splunk", SplunkChannel::of,
          "opensearch", OpenSearchChannel::of,
          "kafka", KafkaChannel::of);

  private final Map<String, String> settings;
  private final Map<String, String> environment;
  private final Map<String, Function<ChannelSettings, IncidentChannel>> types;
  private final List<String> faults = new ArrayList<>();

  private Channels(
      Map<String, String> settings,
      Map<String, String> environment,
      Map<String, Function<ChannelSettings, IncidentChannel>> types) {
    this.settings = settings;
    this.environment = environment;
    this.types = types;
  }

  /** Whether a setting is one of those that channels are built from. */
  public static boolean isSetting(String key) {
    return key.startsWith(PREFIX) || GENERAL.contains(key);
  }

  /**
   * The channels that settings name, in the order of their names.
   *
   * @param settings those for which {@link #isSetting} holds; others are a fault
   * @param environment where secrets may be
   * @param more types beside those of this package
   * @throws IllegalArgumentException with every fault, a line each; no channel is left open then
   */
  public static List<IncidentChannel> of(
      Map<String, String> settings,
      Map<String, String> environment,
      Map<String, Function<ChannelSettings, IncidentChannel>> more) {
    Map<String, Function<ChannelSettings, IncidentChannel>> types = new TreeMap<>(TYPES);
    types.putAll(more);
    return new Channels(settings, environment, types).build();
  }

  /** The same with the types of this package. */
  public static List<IncidentChannel> of(
      Map<String, String> settings, Map<String, String> environment) {
    return of(settings, environment, Map.of());
  }

  private List<IncidentChannel> build() {
    refuseOthers();
    Outbound outbound = outbound();
    URI console = console();
    List<IncidentChannel> channels = new ArrayList<>();
    byName()
        .forEach(
            (name, values) -> {
              IncidentChannel channel = channel(name, values, outbound, console);
              if (channel != null) {
                channels.add(channel);
              }
            });
    if (!faults.isEmpty()) {
      channels.forEach(IncidentChannel::close);
      throw new IllegalArgumentException(String.join("\n", faults));
    }
    return List.copyOf(channels);
  }

  private @Nullable IncidentChannel channel(
      String name, Map<String, String> values, Outbound outbound, @Nullable URI console) {
    String path = PREFIX + name;
    if (!name.matches(NAME)) {
      faults.add(path + ": a channel's name must match " + NAME);
      return null;
    }
    ChannelSettings own = new ChannelSettings(name, path, values, environment, outbound, console);
    String type = own.text("type", "");
    Function<ChannelSettings, IncidentChannel> factory = types.get(type);
    if (factory == null) {
      faults.add(
          type.isEmpty()
              ? path + ".type must be set, one of " + types.keySet()
              : "%s.type must be one of %s, was %s: did you mean %s?"
                  .formatted(path, types.keySet(), type, Nearest.to(type, types.keySet())));
      return null;
    }
    boolean personal = own.flag("personal", !OPEN_TO_ALL.contains(type));
    try {
      IncidentChannel channel = factory.apply(own);
      return personal ? channel : new Impersonal(channel);
    } catch (IllegalArgumentException e) {
      faults.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private Map<String, Map<String, String>> byName() {
    Map<String, Map<String, String>> byName = new TreeMap<>();
    for (Map.Entry<String, String> entry : settings.entrySet()) {
      if (entry.getKey().startsWith(PREFIX)) {
        String rest = entry.getKey().substring(PREFIX.length());
        int dot = rest.indexOf('.');
        String name = dot < 0 ? rest : rest.substring(0, dot);
        String key = dot < 0 ? "" : rest.substring(dot + 1);
        byName.computeIfAbsent(name, n -> new TreeMap<>()).put(key, entry.getValue());
      }
    }
    return byName;
  }

  private void refuseOthers() {
    for (String key : new TreeSet<>(settings.keySet())) {
      if (!isSetting(key)) {
        faults.add(
            "unknown key %s, did you mean %s?"
                .formatted(key, Nearest.to(key, new TreeSet<>(GENERAL))));
      }
    }
  }

  private Outbound outbound() {
    AddressRules addresses = AddressRules.allowing(List.of());
    try {
      addresses = AddressRules.allowing(listed("notifiers.allowed-networks"));
    } catch (IllegalArgumentException e) {
      faults.add("notifiers.allowed-networks " + e.getMessage());
    }
    return new Outbound(Set.copyOf(listed("notifiers.allowed-hosts")), addresses);
  }

  private @Nullable URI console() {
    String text = settings.getOrDefault("notifiers.console-url", "").strip();
    try {
      URI url = new URI(text);
      String scheme = String.valueOf(url.getScheme());
      if (text.isEmpty()
          || ((scheme.equals("https") || scheme.equals("http")) && url.getHost() != null)) {
        return text.isEmpty() ? null : url;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    faults.add("notifiers.console-url must be an http or https address, was " + text);
    return null;
  }

  private List<String> listed(String key) {
    return Arrays.stream(settings.getOrDefault(key, "").split(",", -1))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .distinct()
        .toList();
  }
}
