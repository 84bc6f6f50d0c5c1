package dev.pubwatch.cli.verdict;

import dev.pubwatch.cli.CommandFailure;
import dev.pubwatch.cli.ExitCodes;
import dev.pubwatch.cli.Logs;
import dev.pubwatch.cli.config.ConfigException;
import dev.pubwatch.cli.config.ConfigOption;
import dev.pubwatch.cli.config.PubwatchConfig;
import dev.pubwatch.cli.replay.Times;
import dev.pubwatch.cli.stack.Addresses;
import dev.pubwatch.cli.terminal.Clean;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.cli.text.Nearest;
import dev.pubwatch.cli.text.Numbers;
import dev.pubwatch.events.Alert;
import dev.pubwatch.events.Verdict;
import dev.pubwatch.events.VerdictKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Feedback: what an analyst says of an alert reaches what the detector holds normal. */
@Command(
    name = "verdict",
    sortOptions = false,
    description = "Tells the detector what an alert turned out to be.%n",
    footer = {
      "%nbenign: what was new in the alert's events is normal from now on. confirmed: it is no part",
      "of normal, is not learned for a year and stays odd. The last verdict on an alert holds, and",
      "--undo takes it back. Events before the verdict are not judged again.",
      "%nFor example:",
      "  ./pubwatch verdict pw-0123456789abcdef01234567 benign --note 'new maintainer, asked her'",
      "  ./pubwatch verdict pw-0123456789abcdef01234567 confirmed --since 2024-03-01",
      "  ./pubwatch verdict pw-0123456789abcdef01234567 --undo",
      "  ./pubwatch verdict pw-… benign --alerts alerts.jsonl --verdicts verdicts.jsonl",
      "  ./pubwatch replay … --verdicts verdicts.jsonl"
    })
public final class VerdictCommand implements Callable<Integer> {
  /** What can be said. */
  enum Said {
    BENIGN,
    CONFIRMED
  }

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "ALERT_ID", description = "The alert.")
  private String alertId = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "benign|confirmed",
      description = "What it was.")
  private @Nullable Said said;

  @Option(names = "--undo", description = "Take back what was said of the alert.")
  private boolean undo;

  @Option(names = "--note", paramLabel = "TEXT", description = "Why.")
  private @Nullable String note;

  @Option(
      names = "--since",
      paramLabel = "T",
      converter = Times.class,
      description =
          "With confirmed: the intruder was in from T on. What was first seen from then to the"
              + " alert's last event belongs to it.")
  private @Nullable Instant since;

  @Option(
      names = "--at",
      paramLabel = "T",
      converter = Times.class,
      description =
          "From when on it holds, event time; without it from now on, with --alerts from right"
              + " after the alert.")
  private @Nullable Instant at;

  @Option(names = "--analyst", paramLabel = "NAME", description = "Who says so; else the user.")
  private @Nullable String analyst = System.getProperty("user.name");

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder of the 'up' to talk to, instead of data.dir of the settings.")
  private @Nullable Path data;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "A broker of a cluster to talk to, with --registry, instead of an 'up'.")
  private @Nullable String kafka;

  @Option(names = "--registry", paramLabel = "URL", description = "Its schema registry.")
  private @Nullable String registry;

  @Option(
      names = "--alerts",
      paramLabel = "FILE",
      description = "Alerts that a replay wrote, instead of an 'up'; with --verdicts.")
  private @Nullable Path alerts;

  @Option(
      names = "--verdicts",
      paramLabel = "FILE",
      description = "Where to append the verdict, for replay --verdicts.")
  private @Nullable Path verdicts;

  /** A command that writes to a terminal. */
  public VerdictCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws ConfigException, IOException {
    refuse((said == null) == undo ? "" : "say benign or confirmed, or --undo");
    refuse(since == null || said == Said.CONFIRMED ? "" : "--since goes with confirmed");
    refuse((alerts == null) == (verdicts == null) ? "" : "--alerts and --verdicts go together");
    refuse((kafka == null) == (registry == null) ? "" : "--kafka and --registry go together");
    AlertSource source = source();
    List<Alert> revisions = revisions(source);
    Verdict verdict =
        VerdictRecord.of(revisions, kind(), time(source, revisions), since, analyst, note);
    source.say(verdict);
    int leftOut = VerdictRecord.subjectsLeftOut(revisions);
    if (leftOut > 0) {
      terminal.complain(
          "the alert is about more than one verdict can name: it says nothing of the last "
              + Numbers.counted(leftOut, "subject"));
    }
    terminal.out().println(sentence(verdict));
    return ExitCodes.DONE;
  }

  private AlertSource source() throws ConfigException, IOException {
    if (alerts != null && verdicts != null) {
      return new AlertFiles(alerts, verdicts);
    }
    PubwatchConfig settings = config.load();
    Path folder = data == null ? settings.dataDir() : data.toAbsolutePath().normalize();
    Logs.begin(folder, "verdict", terminal);
    return new AlertTopics(
        kafka != null && registry != null ? new Addresses(kafka, registry) : Addresses.of(folder));
  }

  private List<Alert> revisions(AlertSource source) throws IOException {
    Set<String> others = new HashSet<>();
    List<Alert> revisions = source.revisions(alertId, others);
    if (revisions.isEmpty()) {
      throw new CommandFailure(
          "no alert %s among %s of %s%s"
              .formatted(
                  Clean.oneLine(alertId),
                  Numbers.counted(others.size(), "alert"),
                  source.name(),
                  Nearest.hint(alertId, others)));
    }
    return revisions;
  }

  private VerdictKind kind() {
    if (said == null) {
      return VerdictKind.withdrawn;
    }
    return said == Said.BENIGN ? VerdictKind.benign : VerdictKind.confirmed;
  }

  private Instant time(AlertSource source, List<Alert> revisions) throws IOException {
    return at == null ? source.now(revisions) : at;
  }

  private static String sentence(Verdict verdict) {
    return String.format(
        Locale.ROOT,
        "%s is %s from %s on: %s, %s",
        Clean.oneLine(verdict.getAlertId()),
        verdict.getVerdict(),
        verdict.getTime(),
        Numbers.counted(verdict.getEvents().size(), "event"),
        Numbers.counted(verdict.getSubjects().size(), "subject"));
  }

  /** Wrong usage, unless there is no fault. */
  private void refuse(String fault) {
    if (!fault.isEmpty()) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), fault);
    }
  }
}
