package dev.pubwatch.notify.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pubwatch.notify.ChannelContract;
import dev.pubwatch.notify.IncidentChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

class TerminalChannelTest extends ChannelContract {
  private final Screen screen = new Screen();

  /** A terminal that may go away. */
  private static final class Screen extends ByteArrayOutputStream {
    private boolean gone;

    @Override
    public synchronized void write(byte[] b, int off, int len) {
      if (!gone) {
        super.write(b, off, len);
      }
    }

    @Override
    public void flush() throws IOException {
      if (gone) {
        throw new IOException("gone");
      }
    }
  }

  @Override
  protected IncidentChannel channel() {
    return new TerminalChannel(
        new PrintStream(screen, false, UTF_8), () -> new RenderOptions(100, false));
  }

  /** Alerts are set apart by an empty line. */
  @Override
  protected List<String> received() {
    return Arrays.stream(screen.toString(UTF_8).split("\n\n")).filter(s -> !s.isBlank()).toList();
  }

  @Override
  protected void breakReceiver() {
    screen.gone = true;
  }

  /** A stream that failed once stays failed. */
  @Override
  protected boolean repairReceiver() {
    return false;
  }
}
