package dev.pubwatch.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FileSourceConnectorTest {
  private static final Map<String, ?> CONTENT = Map.of("head", "64:" + "0f".repeat(16));
  private final FileSourceConnector connector = new FileSourceConnector();

  @Test
  void connectFindsIt() {
    assertTrue(
        ServiceLoader.load(SourceConnector.class).stream()
            .anyMatch(provider -> provider.type() == FileSourceConnector.class));
  }

  @Test
  void numbersItsTasks() {
    connector.start(TaskHarness.settings("/var/log"));
    List<Map<String, String>> configs = connector.taskConfigs(3);
    assertEquals(
        List.of("0", "1", "2"), configs.stream().map(task -> task.get("task.number")).toList());
    assertTrue(configs.stream().allMatch(task -> "3".equals(task.get("task.count"))));
  }

  @Test
  void refusesToStartOnAFault() {
    Map<String, String> settings = TaskHarness.settings("/var/log");
    settings.put("format", "none-such");
    assertThrows(ConfigException.class, () -> connector.start(settings));
  }

  @Test
  void supportsExactlyOnce() {
    assertEquals(ExactlyOnceSupport.SUPPORTED, connector.exactlyOnceSupport(Map.of()));
  }

  @Test
  void letsOffsetsBeSetAndRemoved() {
    assertTrue(alter(CONTENT, null));
    assertTrue(alter(CONTENT, Map.of("position", 0)));
    assertTrue(alter(CONTENT, Position.START.toMap("/var/log/app.log")));
    assertTrue(
        alter(
            Map.of("file", "inode:1", "fault", "unreadable"), Map.of("size", 1L, "modified", 2L)));
  }

  @Test
  void refusesOffsetsThatMakeNoSense() {
    assertRefused(Map.of("filename", "a"), null, "source partition must be");
    assertRefused(Map.of("head", "65:ab"), null, "source partition must be");
    assertRefused(CONTENT, Map.of("line", 1), "must have position");
    assertRefused(CONTENT, Map.of("position", -1), "position must be a whole number");
    assertRefused(CONTENT, Map.of("position", "7"), "position must be a whole number");
    assertRefused(CONTENT, Map.of("position", 1.5), "position must be a whole number");
    assertRefused(CONTENT, Map.of("position", 1, "pos", 1), "not pos");
  }

  private void assertRefused(
      Map<String, ?> partition, @Nullable Map<String, ?> offset, String message) {
    ConnectException fault = assertThrows(ConnectException.class, () -> alter(partition, offset));
    assertTrue(String.valueOf(fault.getMessage()).contains(message), fault.getMessage());
  }

  private boolean alter(Map<String, ?> partition, @Nullable Map<String, ?> offset) {
    Map<Map<String, ?>, @Nullable Map<String, ?>> offsets = new HashMap<>();
    offsets.put(partition, offset);
    return connector.alterOffsets(Map.of(), offsets);
  }
}
