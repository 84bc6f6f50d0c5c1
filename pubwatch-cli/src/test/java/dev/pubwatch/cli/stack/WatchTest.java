package dev.pubwatch.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class WatchTest {

  @Test
  void theFirstFailureEndsTheStack() throws Exception {
    Faults faults = new Faults();
    try (Watch watch = Watch.over(faults, "source", () -> Optional.of("npm: disk gone"))) {
      assertEquals(
          "source stopped: npm: disk gone", faults.first().get(30, TimeUnit.SECONDS).getMessage());
    }
    faults.report("kafka", "too late to be the reason", null);
    assertEquals("source stopped: npm: disk gone", faults.first().join().getMessage());
  }
}
