package dev.pubwatch.notify;

import dev.pubwatch.notify.channels.Channels;
import dev.pubwatch.notify.terminal.RenderOptions;
import dev.pubwatch.notify.terminal.TerminalChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The notifiers as a service of their own. Notices are printed on stdout and go to the channels
 * that are set up; routes say which.
 *
 * <p>Set by environment variables, or by a properties file with the same names as the only
 * argument: {@code PUBWATCH_BOOTSTRAP_SERVERS}, {@code PUBWATCH_SCHEMA_REGISTRY_URL}, {@code
 * PUBWATCH_STATE_DIR}, {@code PUBWATCH_WEBHOOK_URL}, {@code PUBWATCH_WEBHOOK_SECRET_FILE} and, from
 * the environment only, {@code PUBWATCH_WEBHOOK_SECRET}. Routes and channels are settings of the
 * file that begin with {@code notifiers.}.
 *
 * <p>Exit codes: 0 stopped by a signal, 1 failed, 2 wrong settings.
 */
public final class NotifierMain {
  private static final int LOG_WIDTH = 120;

  private NotifierMain() {}

  public static void main(String[] args) throws InterruptedException {
    NotifierConfig config = config(args);
    if (config == null) {
      System.exit(2);
      return;
    }
    CountDownLatch failed = new CountDownLatch(1);
    try {
      List<IncidentChannel> channels =
          new ArrayList<>(Channels.of(config.channels(), System.getenv()));
      channels.add(new TerminalChannel(System.out, () -> new RenderOptions(LOG_WIDTH, false)));
      Notifiers notifiers =
          Notifiers.start(
              config,
              channels,
              failure -> {
                complain(failure);
                failed.countDown();
              });
      Runtime.getRuntime().addShutdownHook(new Thread(notifiers::close));
      failed.await();
    } catch (IllegalArgumentException | IllegalStateException e) {
      complain(e);
    }
    System.exit(1);
  }

  private static @Nullable NotifierConfig config(String[] args) {
    if (args.length > 1) {
      System.err.println("usage: NotifierMain [FILE.properties]");
      return null;
    }
    try {
      return ServiceSettings.read(System.getenv(), args.length == 0 ? null : Path.of(args[0]));
    } catch (IllegalArgumentException e) {
      complain(e);
      return null;
    }
  }

  private static void complain(Throwable failure) {
    System.err.println("notifiers: " + failure.getMessage());
  }
}
