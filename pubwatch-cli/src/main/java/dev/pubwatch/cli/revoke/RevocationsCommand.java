package dev.pubwatch.cli.revoke;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.ExitCodes;
import dev.pubwatch.cli.Logs;
import dev.pubwatch.cli.config.ConfigException;
import dev.pubwatch.cli.config.ConfigOption;
import dev.pubwatch.cli.config.PubwatchConfig;
import dev.pubwatch.cli.config.Secrets;
import dev.pubwatch.cli.explain.AlertSource;
import dev.pubwatch.cli.replay.Severities;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.cli.text.Numbers;
import dev.pubwatch.core.Alert;
import dev.pubwatch.events.AlertKind;
import dev.pubwatch.events.Severity;
import dev.pubwatch.notify.webhook.SignedPost;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What to revoke, whom to tell, and asking a registry to do it. */
@Command(
    name = "revocations",
    sortOptions = false,
    description = "The credentials to revoke, with reasons, and notices to maintainers.%n",
    footer = {
      "%nWithout --alerts it looks at the data folder of './pubwatch up', which may be running.",
      "Without --csv, --json, --notices and --post the list goes to stdout, as CSV. Alerts that an",
      "analyst called benign are left out.",
      "%n--post prints what it would send; with --yes it sends it, signed after Standard Webhooks",
      "with PUBWATCH_RESPONDER_SECRET, and records each attempt. Of a credential only its hash is",
      "sent.",
      "%nFor example:",
      "  ./pubwatch revocations --severity high --csv revoke.csv --notices notices",
      "  ./pubwatch revocations --alerts alerts.jsonl --kind exposure --json -",
      "  ./pubwatch revocations --confirmed-only --post https://registry.example/revoke --yes"
    })
public final class RevocationsCommand implements Callable<Integer> {
  private static final String STDOUT = "-";
  private static final String SETTING = "revocations --post";

  private final Terminal terminal;
  private final Map<String, String> environment;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--alerts",
      paramLabel = "FILE",
      description = "JSON lines that a replay wrote (--alerts).")
  private @Nullable Path alerts;

  @Option(
      names = "--verdicts",
      paramLabel = "FILE",
      description = "With --alerts: what was said of them, as 'verdict --verdicts' wrote it.")
  private @Nullable Path verdicts;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder to look into, instead of data.dir of the settings.")
  private @Nullable Path data;

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--severity",
      paramLabel = "SEVERITY",
      converter = Severities.class,
      description = "Alerts at least so urgent: info, low, medium, high, critical.")
  private Alert.Severity severity = Alert.Severity.INFO;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      split = ",",
      description = "Alerts of these kinds only: anomaly, campaign, chain, exposure, policy.")
  private List<AlertKind> kinds = List.of();

  @Option(
      names = "--confirmed-only",
      description = "Only alerts that an analyst has confirmed (./pubwatch verdict).")
  private boolean confirmedOnly;

  @Option(names = "--csv", paramLabel = "FILE|-", description = "The list as CSV.")
  private @Nullable String csv;

  @Option(names = "--json", paramLabel = "FILE|-", description = "The list as JSON lines.")
  private @Nullable String json;

  @Option(
      names = "--notices",
      paramLabel = "DIR",
      description = "A notice to the maintainers of each project, a Markdown file each.")
  private @Nullable Path notices;

  @Option(
      names = "--post",
      paramLabel = "URL",
      description = "Ask a registry to revoke them; prints what it would send.")
  private @Nullable URI post;

  @Option(names = "--yes", description = "With --post: send it.")
  private boolean yes;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "Signing secret, where PUBWATCH_RESPONDER_SECRET is not set.")
  private @Nullable Path secretFile;

  @Option(
      names = "--audit",
      paramLabel = "FILE",
      description =
          "Where each attempt is recorded; without it responses.jsonl in the data folder.")
  private @Nullable Path audit;

  /** A command that writes to a terminal. */
  public RevocationsCommand(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() throws ConfigException, IOException, InterruptedException {
    refuse(alerts != null && data != null ? "give --alerts or --data, not both" : "");
    refuse(verdicts != null && alerts == null ? "--verdicts goes with --alerts" : "");
    refuse(yes && post == null ? "--yes goes with --post" : "");
    refuse(STDOUT.equals(csv) && STDOUT.equals(json) ? "--csv and --json cannot both go to -" : "");
    PubwatchConfig settings = config.load();
    Path folder = data == null ? settings.dataDir() : data.toAbsolutePath().normalize();
    Logs.begin(folder, "revocations", terminal);
    List<Finding> findings = findings(folder);
    List<Revocation> revocations = Revocation.of(findings, this::withheld);
    write(findings, revocations);
    tellOfAccounts(findings.stream().filter(Finding::namesAccountOnly).count());
    return post == null ? ExitCodes.DONE : respond(post, Order.of(revocations), folder);
  }

  private List<Finding> findings(Path folder) throws IOException {
    Severity least = Severity.valueOf(Severities.name(severity));
    Set<AlertKind> wanted =
        kinds.isEmpty() ? EnumSet.noneOf(AlertKind.class) : EnumSet.copyOf(kinds);
    AlertSource source =
        alerts == null
            ? new AlertSource.Installation(folder)
            : new AlertSource.Lines(alerts, verdicts);
    return new Findings(least, wanted, confirmedOnly).read(source);
  }

  private void tellOfAccounts(long alertsOfAccounts) {
    if (alertsOfAccounts > 0) {
      terminal.complain(
          "%s not in the list: their source names the account and none of its credentials; the notices (--notices) say which"
              .formatted(Numbers.counted(alertsOfAccounts, "alert")));
    }
  }

  private void withheld(String cleaned) {
    terminal.complain("left out what looks like a secret rather than the hash of one: " + cleaned);
  }

  private void write(List<Finding> findings, List<Revocation> revocations) throws IOException {
    boolean nothingAsked = csv == null && json == null && notices == null && post == null;
    String csvTo = nothingAsked ? STDOUT : csv;
    if (csvTo != null) {
      write(csvTo, csv(revocations), "\r\n");
    }
    if (json != null) {
      write(json, lines(revocations, RevocationText::json), "\n");
    }
    if (notices != null) {
      int written = Notices.write(findings, notices);
      terminal.complain(Numbers.counted(written, "notice") + " in " + notices);
    }
  }

  private static List<String> csv(List<Revocation> revocations) {
    List<String> lines = new ArrayList<>(List.of(RevocationText.CSV_HEAD));
    lines.addAll(lines(revocations, RevocationText::csv));
    return lines;
  }

  private static List<String> lines(List<Revocation> all, Function<Revocation, String> line) {
    return all.stream().map(line).toList();
  }

  private void write(String target, List<String> lines, String end) throws IOException {
    String text = lines.stream().map(line -> line + end).collect(Collectors.joining());
    if (target.equals(STDOUT)) {
      terminal.out().print(text);
      terminal.out().flush();
    } else {
      Files.writeString(Path.of(target), text);
    }
  }

  private int respond(URI to, List<Order> orders, Path folder)
      throws IOException, InterruptedException {
    if (!yes) {
      boolean listed = STDOUT.equals(csv) || STDOUT.equals(json);
      Stream<String> bodies = orders.stream().map(Order::body);
      bodies.forEach(body -> (listed ? terminal.err() : terminal.out()).println(body));
      terminal.complain(
          "nothing was sent: --yes would post %s to %s"
              .formatted(Numbers.counted(orders.size(), "revocation"), to));
      return ExitCodes.DONE;
    }
    SignedPost signed = signed(to);
    Path record = audit == null ? folder.resolve("responses.jsonl") : audit;
    try (AuditLog log =
        AuditLog.open(record, to, System.getProperty("user.name", "?"), Clock.systemUTC())) {
      Responder responder = new Responder(signed, log, time -> Thread.sleep(time.toMillis()));
      return told(responder.send(orders), to, record);
    }
  }

  private SignedPost signed(URI to) throws IOException {
    try {
      return SignedPost.to(SETTING, to, secret());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private String secret() throws IOException {
    String secret = new Secrets(environment).responderSecret(secretFile);
    if (secret == null) {
      throw new CommandFailure(
          "no signing secret: set %s or give --secret-file".formatted(Secrets.RESPONDER_SECRET));
    }
    return secret;
  }

  private int told(Responder.Tally tally, URI to, Path record) {
    terminal.complain(
        "%s: %d accepted, %d accepted before, %d failed; see %s"
            .formatted(to.getHost(), tally.accepted(), tally.before(), tally.failed(), record));
    return tally.failed() == 0 ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  /** Wrong usage, unless there is no fault. */
  private void refuse(String fault) {
    if (!fault.isEmpty()) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), fault);
    }
  }
}
