package dev.pubwatch.job.live;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the checkpoint to go on from. */
final class Checkpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final String METADATA = "_metadata";

  private Checkpoints() {}

  /** The newest complete checkpoint below a folder, or null when there is none. */
  static @Nullable Path newest(Path folder) throws IOException {
    for (Path metadata : metadataNewestFirst(folder)) {
      String fault = fault(metadata);
      if (fault.isEmpty()) {
        return metadata.getParent();
      }
      LOG.warn("skipping the incomplete checkpoint {}: {}", metadata.getParent(), fault);
    }
    return null;
  }

  private static List<Path> metadataNewestFirst(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder, 3)) {
      return walk.filter(file -> file.endsWith(METADATA))
          .sorted(
              Comparator.<Path>comparingLong(file -> file.toFile().lastModified())
                  .thenComparingLong(Checkpoints::number)
                  .reversed())
          .toList();
    }
  }

  /** 12 of {@code chk-12/_metadata}, where two were written within the file system's clock. */
  private static long number(Path metadata) {
    String name = String.valueOf(metadata.getName(metadata.getNameCount() - 2));
    String digits = name.replaceAll("\\D", "");
    return digits.isEmpty() || digits.length() > 18 ? 0 : Long.parseLong(digits);
  }

  private static String fault(Path metadata) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(metadata)))) {
      org.apache.flink.runtime.checkpoint.Checkpoints.loadCheckpointMetadata(
          in, Checkpoints.class.getClassLoader(), metadata.toString());
      return "";
    } catch (IOException | RuntimeException e) {
      return e.toString();
    }
  }
}
