package dev.pubwatch.cli.config;

import java.nio.file.Path;

/**
 * Where state is kept unless told otherwise: {@code .pubwatch} beside the launcher. So it is the
 * same from whichever folder the command is run, goes away with the clone, and two clones never
 * share a broker's log.
 */
public final class DataDir {
  /** System property with the launcher's folder, set by the launcher. */
  public static final String HOME_PROPERTY = "pubwatch.home";

  private DataDir() {}

  /** The default data folder, absolute. */
  public static Path standard() {
    String home = System.getProperty(HOME_PROPERTY, "");
    return Path.of(home).toAbsolutePath().resolve(".pubwatch");
  }
}
