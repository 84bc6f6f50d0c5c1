package dev.pubwatch.cli.notices;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.ExitCodes;
import dev.pubwatch.cli.config.ConfigException;
import dev.pubwatch.cli.config.ConfigOption;
import dev.pubwatch.cli.config.PubwatchConfig;
import dev.pubwatch.cli.replay.Times;
import dev.pubwatch.cli.terminal.Clean;
import dev.pubwatch.cli.terminal.Table;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.events.Alert;
import dev.pubwatch.notify.NoticeSettings;
import dev.pubwatch.notify.route.Decision;
import dev.pubwatch.notify.route.Routing;
import dev.pubwatch.notify.route.Routing.Silenced;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the routes would do with alerts, without telling anybody. */
@Command(
    name = "test",
    sortOptions = false,
    description = "Says who would be told of alerts, when and why. Nobody is.%n",
    footer = {
      "%nFor example:",
      "  ./pubwatch replay … --alerts alerts.jsonl",
      "  ./pubwatch routes test alerts.jsonl --config pubwatch.yaml --at 2026-11-23T23:30:00+01:00"
    })
final class RoutesTestCommand implements Callable<Integer> {
  private static final Pattern CHANNEL = Pattern.compile("notifiers\\.channels\\.([^.]+)\\..*");

  private final Terminal terminal;

  @Parameters(
      index = "0",
      paramLabel = "ALERT.json",
      description = {
        "An alert in canonical JSON, or several, one a line;",
        "- for standard input."
      })
  private Path alerts = Path.of("");

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "Properties file of a notifiers' service, instead of --config.")
  private @Nullable Path settings;

  @Option(
      names = "--at",
      paramLabel = "T",
      converter = Times.class,
      description = "When they come, for quiet hours and silences; else now.")
  private @Nullable Instant at;

  RoutesTestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws ConfigException, IOException {
    Set<String> channels = new TreeSet<>();
    Routing routing = routing(channels);
    Instant now = at == null ? Clock.systemUTC().instant() : at;
    for (Alert alert : AlertsToTest.read(alerts)) {
      tell(alert, routing, now);
    }
    return canStart(routing, channels) ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  /** The routes; adds the names of channels that are set up. */
  private Routing routing(Set<String> channels) throws ConfigException, IOException {
    Map<String, String> values = new HashMap<>();
    if (settings == null) {
      PubwatchConfig loaded = config.load();
      values.putAll(loaded.notifiers().notices());
      if (loaded.notifiers().webhook() != null) {
        channels.add("webhook");
      }
      if (loaded.notifiers().terminal()) {
        channels.add("terminal");
      }
    } else {
      load(settings, values, channels);
    }
    for (String key : values.keySet()) {
      Matcher channel = CHANNEL.matcher(key);
      if (channel.matches()) {
        channels.add(channel.group(1));
      }
    }
    try {
      return NoticeSettings.read(values).routing().orEverything(List.copyOf(channels));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /** Whether the notifiers themselves would start so; says why not. */
  private boolean canStart(Routing routing, Set<String> channels) {
    Set<String> unknown = new TreeSet<>(routing.channels());
    unknown.removeAll(channels);
    if (!unknown.isEmpty()) {
      terminal
          .err()
          .printf(
              "routes name channels that are not set up: %s; there are %s%n", unknown, channels);
    }
    if (routing.routes().isEmpty()) {
      terminal.err().println("no route and no channel is set up: nobody would be told");
    }
    return unknown.isEmpty();
  }

  private static void load(Path file, Map<String, String> values, Set<String> channels)
      throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(file + " cannot be read: " + e.getMessage(), e);
    }
    channels.add("terminal");
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(NoticeSettings.PREFIX)) {
        values.put(name, properties.getProperty(name));
      } else if (name.equals("PUBWATCH_WEBHOOK_URL")) {
        channels.add("webhook");
      }
    }
  }

  private void tell(Alert alert, Routing routing, Instant now) {
    terminal
        .out()
        .printf(
            "%s %s %s: %s%n",
            Clean.oneLine(alert.getAlertId()),
            alert.getSeverity(),
            alert.getKind(),
            Clean.oneLine(alert.getTitle()));
    Silenced silenced = routing.silenced(alert, now);
    if (silenced != null) {
      terminal.out().printf("  nobody before %s: silence %s%n", silenced.until(), silenced.name());
    }
    Table table = new Table().row("ROUTE", "TELLS", "WHEN", "WHY");
    List<String> told = new ArrayList<>();
    for (Decision decision : routing.decide(alert, now)) {
      row(table, decision, told, now);
    }
    table.lines("  ").forEach(terminal.out()::println);
    if (told.isEmpty()) {
      terminal.out().println("  nobody: no route takes it");
    }
  }

  private static void row(Table table, Decision decision, List<String> told, Instant now) {
    String route = decision.route().name();
    if (!decision.matches()) {
      table.row(route, "-", "-", Clean.oneLine(decision.why()));
      return;
    }
    List<String> fresh =
        decision.route().channels().stream().filter(channel -> !told.contains(channel)).toList();
    told.addAll(fresh);
    String when = decision.due().isAfter(now) ? decision.due().toString() : "now";
    table.row(
        route,
        fresh.isEmpty() ? "-" : String.join(", ", fresh),
        fresh.isEmpty() ? "-" : when,
        fresh.isEmpty() ? "told by a route before" : decision.why());
    if (!decision.route().escalateAfter().isZero()) {
      table.row(
          "",
          String.join(", ", decision.route().escalateTo()),
          "+" + decision.route().escalateAfter().toString().substring(2),
          "unless somebody acknowledges");
    }
  }
}
