package dev.pubwatch.cli;

import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.cli.text.Nearest;
import java.util.ArrayList;
import java.util.List;
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

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "One of the commands, or a command and its subcommand.")
  private List<String> words = new ArrayList<>();

  HelpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandLine root = Objects.requireNonNull(spec).root().commandLine();
    CommandLine shown = root;
    for (String word : words) {
      CommandLine next = shown.getSubcommands().get(word);
      if (next == null) {
        String hint = Nearest.hint(word, shown.getSubcommands().keySet());
        throw new ParameterException(root, "unknown command " + word + hint);
      }
      shown = next;
    }
    shown.usage(terminal.out(), root.getColorScheme());
    return ExitCodes.DONE;
  }
}
