package dev.pubwatch.job.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  @TempDir Path folder;

  private Path checkpoint(String job, int number, long modified) throws IOException {
    Path path = Files.createDirectories(folder.resolve(job).resolve("chk-" + number));
    Path metadata = path.resolve("_metadata");
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(metadata))) {
      org.apache.flink.runtime.checkpoint.Checkpoints.storeCheckpointMetadata(
          new CheckpointMetadata(number, List.of(), List.of()), out);
    }
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(modified));
    return path;
  }

  @Test
  void thereMayBeNone() throws IOException {
    assertNull(Checkpoints.newest(folder));
    assertNull(Checkpoints.newest(folder.resolve("nowhere")));
  }

  @Test
  void theNewestOfAnyJobWins() throws IOException {
    checkpoint("a", 90, 1_000_000);
    Path newest = checkpoint("b", 3, 2_000_000);
    checkpoint("b", 2, 2_000_000);
    assertEquals(newest, Checkpoints.newest(folder));
  }

  @Test
  void aHalfWrittenOneIsSkipped() throws IOException {
    Path whole = checkpoint("a", 1, 1_000_000);
    Path half = checkpoint("a", 2, 2_000_000).resolve("_metadata");
    Files.write(half, java.util.Arrays.copyOf(Files.readAllBytes(half), 6));
    Files.createDirectories(folder.resolve("a/chk-3"));
    assertEquals(whole, Checkpoints.newest(folder));
  }
}
