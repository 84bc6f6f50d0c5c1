package dev.pubwatch.cli.stack;

import dev.pubwatch.cli.config.PubwatchConfig;
import dev.pubwatch.cli.config.PubwatchConfig.Webhook;
import dev.pubwatch.cli.config.Secrets;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.notify.Channel;
import dev.pubwatch.notify.Names;
import dev.pubwatch.notify.NotifierConfig;
import dev.pubwatch.notify.Notifiers;
import dev.pubwatch.notify.terminal.RenderOptions;
import dev.pubwatch.notify.terminal.TerminalChannel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the stack brings alerts.
 *
 * @param channels the terminal, unless it is switched off
 * @param webhook address that alerts are posted to, null for none
 * @param webhookSecret what they are signed with
 */
record Outlets(List<Channel> channels, @Nullable URI webhook, @Nullable String webhookSecret) {
  /** Consumer group of what is printed. */
  static final String TERMINAL_GROUP = Names.APPLICATION + "-terminal";

  private static final int FILE_WIDTH = 100;

  /** What the settings name. */
  static Outlets of(PubwatchConfig config, Secrets secrets, Terminal terminal) throws IOException {
    Webhook webhook = config.notifiers().webhook();
    Channel printed =
        new TerminalChannel(
            terminal.out(),
            () ->
                new RenderOptions(
                    terminal.outIsTerminal() ? terminal.width() : FILE_WIDTH,
                    terminal.outColours()));
    return new Outlets(
        config.notifiers().terminal() ? List.of(printed) : List.of(),
        webhook == null ? null : webhook.url(),
        webhook == null ? null : secrets.webhookSecret(webhook));
  }

  Notifiers start(String bootstrap, String registryUrl, Path stateDir, Faults faults)
      throws InterruptedException {
    NotifierConfig config =
        new NotifierConfig(bootstrap, registryUrl, stateDir, webhook, webhookSecret);
    return Notifiers.start(
        config,
        channels,
        failure -> faults.report("notifiers", String.valueOf(failure.getMessage()), failure));
  }

  /** What is shown of it. */
  String shown() {
    String printed = channels.isEmpty() ? "" : "this terminal";
    String posted = webhook == null ? "" : String.valueOf(webhook.getHost());
    if (printed.isEmpty() && posted.isEmpty()) {
      return "nowhere to deliver to";
    }
    return printed.isEmpty() || posted.isEmpty() ? printed + posted : printed + ", " + posted;
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Outlets[" + shown() + "]";
  }
}
