package dev.pubwatch.cli.replay;

import dev.pubwatch.cli.terminal.Terminal;
import dev.pubwatch.events.Alert;
import dev.pubwatch.notify.terminal.AlertRenderer;
import dev.pubwatch.notify.terminal.RenderOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints results; when the reader goes away (as {@code head} does), stops without a word. */
public final class Stdout {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Longer lines are hard to read. */
  private static final int WIDEST = 110;

  private final Terminal terminal;

  /** Prints to a terminal's results. */
  public Stdout(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Copies a file as it is. */
  public void copy(Path file) throws IOException {
    PrintStream out = terminal.out();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0 && !out.checkError(); read = in.read(buffer)) {
        out.write(buffer, 0, read);
      }
    }
    out.flush();
  }

  /** Prints alerts to be read by a person. */
  void alerts(Path file) throws IOException {
    PrintStream out = terminal.out();
    RenderOptions options = new RenderOptions(columns(), terminal.outColours());
    try (AlertFile alerts = new AlertFile(file)) {
      Alert alert = alerts.next();
      while (alert != null && !out.checkError()) {
        out.print(AlertRenderer.render(alert, options));
        alert = alerts.next();
      }
    }
    out.flush();
  }

  private int columns() {
    return terminal.outIsTerminal() ? Math.min(WIDEST, terminal.width()) : WIDEST;
  }
}
