package dev.pubwatch.cli.stack;

import dev.pubwatch.cli.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a stack keeps its state in: held by one process at a time, and stamped with what
 * wrote it, since a broker that meets a newer format ends the whole JVM.
 *
 * <p>The operating system frees the lock when its holder dies, however it dies.
 */
final class DataFolder implements AutoCloseable {
  /** Raised when what is kept here changes so that an older pubwatch must not touch it. */
  static final int LAYOUT = 1;

  private static final String LOCK = "lock";
  private static final String STAMP = "stack.properties";

  private final Path dir;
  private final FileChannel channel;

  private DataFolder(Path dir, FileChannel channel) {
    this.dir = dir;
    this.channel = channel;
  }

  /**
   * Takes the folder, making it if it is missing.
   *
   * @throws CommandFailure when another process has it, or a newer pubwatch wrote it
   */
  static DataFolder open(Path dir) throws IOException {
    Files.createDirectories(dir);
    FileChannel channel =
        FileChannel.open(
            dir.resolve(LOCK),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      lock(dir, channel);
      checkStamp(dir);
      writeStamp(dir);
      return new DataFolder(dir, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  Path kafka() {
    return kafkaOf(dir);
  }

  /** Where the broker's logs are in a data folder, held or not. */
  static Path kafkaOf(Path dataDir) {
    return dataDir.resolve("kafka");
  }

  Path checkpoints() {
    return checkpointsOf(dir);
  }

  /** Where the detector's state is in a data folder, held or not. */
  static Path checkpointsOf(Path dataDir) {
    return dataDir.resolve("checkpoints");
  }

  Path flink() {
    return dir.resolve("flink");
  }

  Path notifiers() {
    return dir.resolve("notifiers");
  }

  private static void lock(Path dir, FileChannel channel) throws IOException {
    @Nullable FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new CommandFailure(
          "%s is in use by another pubwatch (process %s); stop that one, or give another folder with --data"
              .formatted(dir, holder(channel)));
    }
    channel.truncate(0);
    byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
    channel.write(ByteBuffer.wrap(pid), 0);
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(20);
    channel.read(pid, 0);
    String text = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
    return text.matches("[0-9]+") ? text : "unknown";
  }

  private static void checkStamp(Path dir) throws IOException {
    Path file = dir.resolve(STAMP);
    if (!Files.exists(file)) {
      return;
    }
    Properties stamp = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      stamp.load(in);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(file + " is damaged: " + e.getMessage(), e);
    }
    String layout = stamp.getProperty("layout", "1");
    String kafka = stamp.getProperty("kafka", "0");
    if (!layout.equals(Integer.toString(LAYOUT)) || isNewer(kafka, AppInfoParser.getVersion())) {
      throw new CommandFailure(
          "%s was written by a newer pubwatch (layout %s, Kafka %s; this one has layout %d, Kafka %s); run that one, or give another folder with --data"
              .formatted(dir, layout, kafka, LAYOUT, AppInfoParser.getVersion()));
    }
  }

  /** Whether one version's major or minor number is above the other's; a patch keeps the format. */
  static boolean isNewer(String version, String than) {
    int[] left = majorMinor(version);
    int[] right = majorMinor(than);
    return left[0] != right[0] ? left[0] > right[0] : left[1] > right[1];
  }

  private static int[] majorMinor(String version) {
    String[] parts = version.split("[.-]", 3);
    return new int[] {number(parts[0]), parts.length > 1 ? number(parts[1]) : 0};
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
  }

  private static void writeStamp(Path dir) throws IOException {
    Path fresh = dir.resolve(STAMP + ".tmp");
    Files.writeString(fresh, "layout=%d%nkafka=%s%n".formatted(LAYOUT, AppInfoParser.getVersion()));
    Files.move(fresh, dir.resolve(STAMP), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Frees the folder for another process. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
