package dev.pubwatch.cli;

import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.cli.text.Nearest;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a command does and takes. */
@Command(name = "help", description = "What a command does and takes.")
final class HelpCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "One of the commands.")
  private @Nullable String command;

  HelpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandLine root = Objects.requireNonNull(spec).root().commandLine();
    CommandLine shown = command == null ? root : root.getSubcommands().get(command);
    if (shown == null) {
      String hint = Nearest.hint("" + command, root.getSubcommands().keySet());
      throw new ParameterException(root, "unknown command " + command + hint);
    }
    shown.usage(terminal.out(), root.getColorScheme());
    return ExitCodes.DONE;
  }
}
