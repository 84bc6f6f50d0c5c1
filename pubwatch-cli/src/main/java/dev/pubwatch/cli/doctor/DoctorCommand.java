package dev.pubwatch.cli.doctor;

import dev.pubwatch.cli.ExitCodes;
import dev.pubwatch.cli.config.ConfigException;
import dev.pubwatch.cli.config.ConfigOption;
import dev.pubwatch.cli.config.PubwatchConfig;
import dev.pubwatch.cli.terminal.Table;
import dev.pubwatch.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at everything that a command needs of the machine, whatever is found first. */
@Command(
    name = "doctor",
    description = "What is missing on this machine, and what to do about it.",
    footer = "%nExit code: 0 when all is well or only something optional is missing, else 1.")
public final class DoctorCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Map<String, String> environment;

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(names = "--data", paramLabel = "DIR", description = "Data folder to look at.")
  private @Nullable Path dataDir;

  /**
   * A doctor for one process.
   *
   * @param environment the process's environment variables
   */
  public DoctorCommand(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    List<Finding> findings = new ArrayList<>(new ToolChecks(environment).run());
    PubwatchConfig checked = configuration(findings);
    findings.addAll(MachineChecks.run(dataDir == null ? checked.dataDir() : dataDir));
    findings.add(GeoChecks.run(checked.geo()));
    findings.addAll(PortChecks.run(checked.ports()));
    print(findings);
    long problems =
        findings.stream().filter(finding -> finding.level() == Finding.Level.PROBLEM).count();
    terminal.out().println(conclusion(problems));
    return problems == 0 ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private PubwatchConfig configuration(List<Finding> findings) {
    try {
      PubwatchConfig loaded = config.load();
      config.file().ifPresent(file -> findings.add(Finding.ok("Configuration", file.toString())));
      return loaded;
    } catch (ConfigException e) {
      e.faults().forEach(fault -> findings.add(Finding.problem("Configuration", fault)));
      return PubwatchConfig.defaults();
    }
  }

  private void print(List<Finding> findings) {
    Table table = new Table();
    for (Finding finding : findings) {
      table.row(label(finding.level()), finding.subject(), finding.detail());
    }
    table.lines("").forEach(terminal.out()::println);
  }

  private static String label(Finding.Level level) {
    return switch (level) {
      case OK -> "ok";
      case NOTE -> "note";
      case PROBLEM -> "PROBLEM";
    };
  }

  private static String conclusion(long problems) {
    if (problems == 0) {
      return "All that is needed is here.";
    }
    return problems == 1 ? "1 problem." : problems + " problems.";
  }
}
