package dev.pubwatch.cli;

import dev.pubwatch.cli.backtest.BacktestCommand;
import dev.pubwatch.cli.baseline.BaselineCommand;
import dev.pubwatch.cli.doctor.DoctorCommand;
import dev.pubwatch.cli.explain.ExplainCommand;
import dev.pubwatch.cli.formats.FormatsCommand;
import dev.pubwatch.cli.geo.GeoCommand;
import dev.pubwatch.cli.investigate.InvestigateCommand;
import dev.pubwatch.cli.notices.IncidentsCommand;
import dev.pubwatch.cli.notices.RoutesCommand;
import dev.pubwatch.cli.replay.ReplayCommand;
import dev.pubwatch.cli.revoke.RevocationsCommand;
import dev.pubwatch.cli.simulate.SimulateCommand;
import dev.pubwatch.cli.stack.DemoCommand;
import dev.pubwatch.cli.stack.UpCommand;
import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.cli.verdict.VerdictCommand;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The root command and its subcommands. */
final class Commands {
  private Commands() {}

  static CommandLine commandLine(Terminal terminal, Map<String, String> environment) {
    CommandLine root = new CommandLine(new Root());
    root.addSubcommand(new UpCommand(terminal, environment));
    root.addSubcommand(new DemoCommand(terminal, environment));
    root.addSubcommand(new ReplayCommand(terminal, environment));
    root.addSubcommand(new BacktestCommand(terminal, environment));
    root.addSubcommand(new VerdictCommand(terminal));
    root.addSubcommand(new ExplainCommand(terminal));
    root.addSubcommand(new BaselineCommand(terminal));
    root.addSubcommand(
        new InvestigateCommand(terminal, environment, time -> Thread.sleep(time.toMillis())));
    root.addSubcommand(new RevocationsCommand(terminal, environment));
    root.addSubcommand(GeoCommand.commandLine(terminal, environment));
    root.addSubcommand(RoutesCommand.commandLine(terminal));
    root.addSubcommand(IncidentsCommand.commandLine(terminal));
    root.addSubcommand(new SimulateCommand(terminal));
    root.addSubcommand(FormatsCommand.commandLine(terminal));
    root.addSubcommand(new DoctorCommand(terminal, environment));
    root.addSubcommand(new VersionCommand(terminal));
    root.addSubcommand(new HelpCommand(terminal));
    return root.setOut(writer(terminal.out()))
        .setErr(writer(terminal.err()))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(terminal.outColours() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(Math.max(80, Math.min(100, terminal.width())))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(new UsageErrors(terminal))
        .setExecutionExceptionHandler(new Failures(terminal, environment));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** Without a command: what there is. */
  @Command(
      name = "pubwatch",
      mixinStandardHelpOptions = false,
      synopsisSubcommandLabel = "COMMAND",
      description = {
        "Watches registry publishes, token use and CI audit logs as one stream and tells which"
            + " are not normal.%n"
      },
      commandListHeading = "%nCommands:%n",
      footer = {
        "%nExit codes: 0 done, 1 failed, 2 wrong usage, 3 done but --fail-on was reached.",
        "'./pubwatch help COMMAND' tells more about one."
      })
  static final class Root implements Runnable {
    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        scope = CommandLine.ScopeType.INHERIT,
        description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    @Option(
        names = "--debug",
        scope = CommandLine.ScopeType.INHERIT,
        description = "Show the stack trace of a failure (also PUBWATCH_DEBUG=1).")
    void setDebug(boolean debug) {
      System.setProperty(Main.DEBUG_PROPERTY, Boolean.toString(debug));
    }

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "a command is missing");
    }
  }
}
