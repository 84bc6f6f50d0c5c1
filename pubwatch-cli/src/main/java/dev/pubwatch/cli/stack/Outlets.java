package dev.pubwatch.cli.stack;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.config.ConfigException;
import dev.pubwatch.cli.config.PubwatchConfig;
import dev.pubwatch.cli.config.PubwatchConfig.Webhook;
import dev.pubwatch.cli.config.Secrets;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.notify.IncidentChannel;
import dev.pubwatch.notify.Names;
import dev.pubwatch.notify.NoticeSettings;
import dev.pubwatch.notify.NotifierConfig;
import dev.pubwatch.notify.Notifiers;
import dev.pubwatch.notify.channels.Channels;
import dev.pubwatch.notify.route.RoutesFile;
import dev.pubwatch.notify.route.Routing;
import dev.pubwatch.notify.terminal.RenderOptions;
import dev.pubwatch.notify.terminal.TerminalChannel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the stack brings alerts.
 *
 * @param channels the terminal, unless it is switched off, and those that are set up
 * @param webhook address that alerts are posted to, null for none
 * @param webhookSecret what they are signed with
 * @param notices who is told of what
 * @param file whose routes are taken when it changes, null for none
 */
record Outlets(
    List<IncidentChannel> channels,
    @Nullable URI webhook,
    @Nullable String webhookSecret,
    NoticeSettings notices,
    @Nullable Path file) {
  /** Consumer group of what is printed. */
  static final String TERMINAL_GROUP = Names.APPLICATION + "-terminal";

  private static final int FILE_WIDTH = 100;

  /** Without routes. */
  Outlets(List<IncidentChannel> channels, @Nullable URI webhook, @Nullable String webhookSecret) {
    this(channels, webhook, webhookSecret, NoticeSettings.read(Map.of()), null);
  }

  /**
   * What the settings name.
   *
   * @throws CommandFailure if a channel cannot be set up
   */
  static Outlets of(PubwatchConfig config, Secrets secrets, Terminal terminal) throws IOException {
    Webhook webhook = config.notifiers().webhook();
    IncidentChannel printed =
        new TerminalChannel(
            terminal.out(),
            () ->
                new RenderOptions(
                    terminal.outIsTerminal() ? terminal.width() : FILE_WIDTH,
                    terminal.outColours()));
    NoticeSettings notices = NoticeSettings.read(config.notifiers().notices());
    List<IncidentChannel> channels = new ArrayList<>(channels(notices, secrets));
    if (config.notifiers().terminal()) {
      channels.add(printed);
    }
    return new Outlets(
        channels,
        webhook == null ? null : webhook.url(),
        webhook == null ? null : secrets.webhookSecret(webhook),
        notices,
        config.notifiers().file());
  }

  private static Routing routes(Path file) {
    try {
      return PubwatchConfig.routing(file);
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static List<IncidentChannel> channels(NoticeSettings notices, Secrets secrets) {
    try {
      return Channels.of(notices.channels(), secrets.environment());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  Notifiers start(String bootstrap, String registryUrl, Path stateDir, Faults faults)
      throws InterruptedException {
    NotifierConfig config =
        new NotifierConfig(
            bootstrap,
            registryUrl,
            stateDir,
            webhook,
            webhookSecret,
            notices.routing(),
            notices.channels(),
            notices.rates());
    return Notifiers.start(
        file == null ? config : config.reading(new RoutesFile.Source(file, Outlets::routes)),
        channels,
        failure -> faults.report("notifiers", String.valueOf(failure.getMessage()), failure));
  }

  /** What is shown of it. */
  String shown() {
    List<String> names = new ArrayList<>();
    for (IncidentChannel channel : channels) {
      names.add(channel.name().equals("terminal") ? "this terminal" : channel.name());
    }
    if (webhook != null) {
      names.add(String.valueOf(webhook.getHost()));
    }
    return names.isEmpty() ? "nowhere to deliver to" : String.join(", ", names);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Outlets[" + shown() + "]";
  }
}
