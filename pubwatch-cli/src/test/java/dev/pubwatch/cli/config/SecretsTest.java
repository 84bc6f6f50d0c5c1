package dev.pubwatch.cli.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aKeyIsMadeOnceAndReadableByItsOwnerAlone() throws IOException {
    PubwatchConfig config = PubwatchConfig.defaults().withDataDir(folder.resolve("data"));

    byte[] first = new Secrets(Map.of()).credentialHashKey(config);
    byte[] again = new Secrets(Map.of()).credentialHashKey(config);

    assertEquals(64, first.length);
    assertArrayEquals(first, again);
    List<Path> kept;
    try (var files = Files.list(folder.resolve("data"))) {
      kept = files.toList();
    }
    assertEquals(List.of(folder.resolve("data/credential-hash.key")), kept);
    assertEquals(
        PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(kept.get(0)));
  }

  @Test
  void theEnvironmentComesFirst() throws IOException {
    PubwatchConfig config = PubwatchConfig.defaults().withDataDir(folder.resolve("data"));
    Secrets secrets = new Secrets(Map.of(Secrets.HASH_KEY, "0123456789abcdef"));

    assertArrayEquals(
        "0123456789abcdef".getBytes(StandardCharsets.US_ASCII), secrets.credentialHashKey(config));
    assertTrue(Files.notExists(folder.resolve("data")));
  }

  @Test
  void aShortKeyIsRefusedWithoutShowingIt() {
    Secrets secrets = new Secrets(Map.of(Secrets.HASH_KEY, "hunter2"));
    IOException refused =
        assertThrows(IOException.class, () -> secrets.credentialHashKey(PubwatchConfig.defaults()));
    assertEquals("PUBWATCH_HASH_KEY: must hold at least 16 bytes, held 7", refused.getMessage());
  }
}
