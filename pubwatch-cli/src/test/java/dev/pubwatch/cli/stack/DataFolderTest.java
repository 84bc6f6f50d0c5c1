package dev.pubwatch.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
  @TempDir private Path temp = Path.of("");

  @Test
  void onlyOneHasItAtATime() throws IOException {
    Path dir = temp.resolve("data");
    try (DataFolder folder = DataFolder.open(dir)) {
      assertEquals(dir.resolve("kafka"), folder.kafka());
      CommandFailure failure = assertThrows(CommandFailure.class, () -> DataFolder.open(dir));
      assertEquals(
          dir
              + " is in use by another pubwatch (process "
              + ProcessHandle.current().pid()
              + "); stop that one, or give another folder with --data",
          failure.getMessage());
    }
    DataFolder.open(dir).close();
  }

  @Test
  void aFolderOfANewerKafkaIsRefused() throws IOException {
    Files.writeString(temp.resolve("stack.properties"), "layout=1\nkafka=99.0.0\n");
    CommandFailure failure = assertThrows(CommandFailure.class, () -> DataFolder.open(temp));
    assertTrue(
        String.valueOf(failure.getMessage())
            .startsWith(temp + " was written by a newer pubwatch (layout 1, Kafka"),
        failure.getMessage());
  }

  @Test
  void aFolderOfANewerLayoutIsRefusedAndLeftAsItWas() throws IOException {
    Path stamp = temp.resolve("stack.properties");
    Files.writeString(stamp, "layout=2\nkafka=4.0.0\n");
    assertThrows(CommandFailure.class, () -> DataFolder.open(temp));
    assertEquals("layout=2\nkafka=4.0.0\n", Files.readString(stamp));
  }

  @Test
  void whatWroteItIsStamped() throws IOException {
    DataFolder.open(temp).close();
    assertEquals(
        "layout=1\nkafka=" + AppInfoParser.getVersion() + "\n",
        Files.readString(temp.resolve("stack.properties")));
  }

  @Test
  void aPatchReleaseIsNotNewer() {
    assertFalse(DataFolder.isNewer("4.2.9", "4.2.2"));
    assertTrue(DataFolder.isNewer("4.10.0", "4.9.1"));
    assertTrue(DataFolder.isNewer("5.0.0-rc1", "4.9.1"));
    assertFalse(DataFolder.isNewer("3.9.0", "4.0.0"));
  }
}
