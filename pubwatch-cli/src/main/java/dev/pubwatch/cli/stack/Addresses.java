package dev.pubwatch.cli.stack;

import dev.pubwatch.cli.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/**
 * Where a stack that is up can be reached, in its data folder for other commands to find, whatever
 * ports it took.
 *
 * @param bootstrap where Kafka's clients begin
 * @param registryUrl base URL of the schema registry
 */
public record Addresses(String bootstrap, String registryUrl) {
  private static final String FILE = "addresses.properties";
  private static final String KAFKA = "kafka";
  private static final String REGISTRY = "registry";

  /** Writes them; closing takes them away. */
  AutoCloseable publish(Path dataDir) throws IOException {
    Path file = dataDir.resolve(FILE);
    Path fresh = dataDir.resolve(FILE + ".tmp");
    Files.writeString(fresh, "%s=%s%n%s=%s%n".formatted(KAFKA, bootstrap, REGISTRY, registryUrl));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    return () -> Files.deleteIfExists(file);
  }

  /**
   * Those of the stack over a data folder. After a kill they may be of one that is gone.
   *
   * @throws CommandFailure when none is up over it
   */
  public static Addresses of(Path dataDir) throws IOException {
    Properties found = new Properties();
    try (InputStream in = Files.newInputStream(dataDir.resolve(FILE))) {
      found.load(in);
    } catch (NoSuchFileException e) {
      throw new CommandFailure(
          "nothing is up over %s; start './pubwatch up', or name its folder with --data"
              .formatted(dataDir),
          e);
    }
    String kafka = found.getProperty(KAFKA);
    String registry = found.getProperty(REGISTRY);
    if (kafka == null || registry == null) {
      throw new CommandFailure(dataDir.resolve(FILE) + " is damaged: restart './pubwatch up'");
    }
    return new Addresses(kafka, registry);
  }
}
