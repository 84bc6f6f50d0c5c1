package dev.pubwatch.cli.backtest;

import dev.pubwatch.cli.backtest.measure.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Takes one need or several in a row after {@code --need}, and leaves what follows alone. */
final class Needs implements IParameterConsumer {
  @Override
  @SuppressWarnings("JdkObsolete") // picocli's own signature
  public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
    List<Need> needs = new ArrayList<>(option.<List<Need>>getValue());
    String first = arguments.isEmpty() ? "nothing" : arguments.pop();
    needs.add(
        Need.parse(first)
            .orElseThrow(
                () ->
                    new ParameterException(
                        command.commandLine(),
                        "--need must be %s, was %s".formatted(Need.SYNTAX, first))));
    while (!arguments.isEmpty() && Need.parse(arguments.peek()).isPresent()) {
      Need.parse(arguments.pop()).ifPresent(needs::add);
    }
    option.setValue(needs);
  }
}
