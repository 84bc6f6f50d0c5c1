package dev.pubwatch.cli;

import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.cli.text.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** One line for wrong usage: what was wrong, what was probably meant, where help is. */
final class UsageErrors implements IParameterExceptionHandler {
  /** How picocli puts what a converter said. */
  private static final Pattern CONVERSION =
      Pattern.compile("Invalid value for option '(--[a-z-]+)'[^:]*: (.*)", Pattern.DOTALL);

  private final Terminal terminal;

  UsageErrors(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleParseException(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    boolean root = command.getParent() == null;
    terminal.complain(
        (root ? "" : name(command) + ": ")
            + sentence(wrong)
            + (root
                ? "; './pubwatch help' lists the commands"
                : "; './pubwatch help " + name(command) + "' lists the options"));
    return ExitCodes.USAGE;
  }

  /** {@code geo install}: the name as it is typed, without the program's. */
  private static String name(CommandLine command) {
    CommandLine parent = command.getParent();
    return parent == null || parent.getParent() == null
        ? command.getCommandName()
        : name(parent) + " " + command.getCommandName();
  }

  private static String sentence(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched.getUnmatched(), wrong.getCommandLine());
    }
    if (wrong instanceof MissingParameterException missing) {
      return missing(missing.getMissing());
    }
    String message = Objects.requireNonNullElse(wrong.getMessage(), "wrong usage");
    Matcher conversion = CONVERSION.matcher(message);
    if (conversion.matches()) {
      return conversion.group(1) + " " + conversion.group(2);
    }
    boolean sentence = message.length() > 1 && Character.isLowerCase(message.charAt(1));
    return sentence ? Character.toLowerCase(message.charAt(0)) + message.substring(1) : message;
  }

  private static String unmatched(List<String> unmatched, CommandLine command) {
    String first = unmatched.isEmpty() ? "" : unmatched.get(0);
    if (first.startsWith("-")) {
      String name = first.replaceFirst("=.*", "");
      return "unknown option " + name + Nearest.hint(name, optionNames(command));
    }
    return command.getParent() == null
        ? "unknown command " + first + Nearest.hint(first, command.getSubcommands().keySet())
        : "unexpected argument " + first;
  }

  private static Collection<String> optionNames(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .map(OptionSpec::longestName)
        .toList();
  }

  private static String missing(List<ArgSpec> missing) {
    return missing.stream()
            .map(arg -> arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel())
            .collect(Collectors.joining(" and "))
        + (missing.size() == 1 && missing.get(0) instanceof OptionSpec option && !option.required()
            ? " needs a value"
            : " is missing");
  }
}
