package dev.pubwatch.notify.route;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes routes, silences and teams of a settings file into force when the file has changed. It is
 * read when it has been the same for two looks in a row, so that one that is being written is not
 * taken for a whole; and one with a fault changes nothing, is logged and counted once.
 *
 * <p>Used by one thread.
 */
public final class RoutesFile {
  private static final Logger LOG = LoggerFactory.getLogger(RoutesFile.class);
  private static final int LARGEST_BYTES = 1 << 20;
  private static final byte[] NONE = new byte[0];

  private final Source source;
  private final LiveRouting live;
  private final UnaryOperator<Routing> check;
  private byte[] judged;
  private byte @Nullable [] seen;

  /**
   * A settings file.
   *
   * @param reader reads it; an {@link IllegalArgumentException} says what is wrong with it
   */
  public record Source(Path file, Reader reader) {}

  /** Reads a routing from a file. */
  public interface Reader {
    /** An {@link IllegalArgumentException} says what is wrong with it. */
    Routing read(Path file) throws IOException;
  }

  /**
   * Begins with the file as it is now.
   *
   * @param check what is put in force instead; throws {@link IllegalArgumentException} to refuse
   */
  public RoutesFile(Source source, LiveRouting live, UnaryOperator<Routing> check) {
    this.source = source;
    this.live = live;
    this.check = check;
    this.judged = bytes();
  }

  /** Looks whether the file has changed; never throws. */
  public void look() {
    byte[] now = bytes();
    boolean settled = seen != null && Arrays.equals(now, seen);
    seen = now;
    if (!settled || Arrays.equals(now, judged)) {
      return;
    }
    judged = now;
    try {
      if (now.length == 0) {
        throw new IllegalArgumentException("it is missing, empty or above 1 MiB");
      }
      Routing next = check.apply(source.reader().read(source.file()));
      live.replace(next);
      LOG.info(
          "{}: {} routes and {} silences are in force",
          source.file(),
          next.routes().size(),
          next.silences().size());
    } catch (IOException | RuntimeException e) {
      live.refuse();
      LOG.error("{}: routes stay as they were: {}", source.file(), e.getMessage());
    }
  }

  /** Nothing where it cannot be read. */
  private byte[] bytes() {
    try {
      return Files.size(source.file()) > LARGEST_BYTES ? NONE : Files.readAllBytes(source.file());
    } catch (IOException e) {
      return NONE;
    }
  }
}
