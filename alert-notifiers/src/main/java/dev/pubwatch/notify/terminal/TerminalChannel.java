package dev.pubwatch.notify.terminal;

import dev.pubwatch.notify.DeliveryException;
import dev.pubwatch.notify.IncidentChannel;
import dev.pubwatch.notify.Notice;
import java.io.PrintStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Prints notices where the program runs. */
public final class TerminalChannel implements IncidentChannel {
  private final PrintStream out;
  private final Supplier<RenderOptions> options;

  /**
   * @param options asked for each notice, since a terminal changes its width
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
  public @Nullable String deliver(Notice notice, @Nullable String reference)
      throws DeliveryException {
    out.print(NoticeRenderer.render(notice, options.get()));
    out.flush();
    if (out.checkError()) {
      throw DeliveryException.permanent("the terminal is gone");
    }
    return null;
  }
}
