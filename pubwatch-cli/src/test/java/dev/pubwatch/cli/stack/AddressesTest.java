package dev.pubwatch.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.cli.CommandFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressesTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void areThereAsLongAsTheStackIs() throws Exception {
    Addresses addresses = new Addresses("127.0.0.1:9092", "http://127.0.0.1:8081");
    try (AutoCloseable published = addresses.publish(folder)) {
      assertEquals(addresses, Addresses.of(folder), published.toString());
    }
    CommandFailure failure = assertThrows(CommandFailure.class, () -> Addresses.of(folder));
    assertTrue(String.valueOf(failure.getMessage()).contains("nothing is up over " + folder));
  }
}
