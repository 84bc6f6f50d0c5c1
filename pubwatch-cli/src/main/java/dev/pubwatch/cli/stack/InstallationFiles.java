package dev.pubwatch.cli.stack;

import java.nio.file.Path;

/** Where things are in a data folder, for who only reads; the stack may be running over it. */
public final class InstallationFiles {
  private InstallationFiles() {}

  /** Folder of the detector's checkpoints. */
  public static Path checkpoints(Path dataDir) {
    return DataFolder.checkpointsOf(dataDir);
  }

  /** Folder of the broker's logs, a folder below it for each partition. */
  public static Path kafka(Path dataDir) {
    return DataFolder.kafkaOf(dataDir);
  }
}
