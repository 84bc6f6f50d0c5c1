package dev.pubwatch.notify.terminal;

import dev.pubwatch.events.Alert;
import dev.pubwatch.notify.Channel;
import dev.pubwatch.notify.DeliveryException;
import java.io.PrintStream;
import java.util.function.Supplier;

/** Prints alerts where the program runs. */
public final class TerminalChannel implements Channel {
  private final PrintStream out;
  private final Supplier<RenderOptions> options;

  /**
   * @param options asked for each alert, since a terminal changes its width
   */
  public TerminalChannel(PrintStream out, Supplier<RenderOptions> options) {
    this.out = out;
    this.options = options;
  }

  @Override
  public String name() {
    return "terminal";
  }

  @Override
  public void deliver(Alert alert) throws DeliveryException {
    out.print(AlertRenderer.render(alert, options.get()));
    out.flush();
    if (out.checkError()) {
      throw DeliveryException.permanent("the terminal is gone");
    }
  }
}
