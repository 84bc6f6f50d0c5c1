package dev.pubwatch.core.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Switch;
import dev.pubwatch.core.Turn;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ToolchainTest {
  private static final long DAY = 86_400_000L;

  private final Toolchain toolchain = new Toolchain();
  private long now;

  /** What the toolchain says of a release, some days after the one before. */
  private @Nullable Turn released(int daysLater, String client, int major) {
    now += daysLater * DAY;
    Observation o =
        new Observation(
            Event.builder("e" + now, EventKind.PUBLISH, "npm", now, "release:publish")
                .client(client)
                .clientVersion(major + ".1.0")
                .build());
    toolchain.observe(o);
    return o.turn(Switch.CLIENT_STEPPED_BACK);
  }

  private void usesForLong(String client, int major) {
    for (int i = 0; i < 10; i++) {
      released(9, client, major);
    }
  }

  @Test
  void anotherProgramTurnsOnceAndStaysOddUntilItIsUsual() {
    usesForLong("npm", 8);
    Turn first = Objects.requireNonNull(released(9, "curl", 8));
    assertTrue(first.turned() && first.fresh());
    assertEquals("curl 8, never used before", first.what());
    Turn second = Objects.requireNonNull(released(0, "curl", 8));
    assertTrue(second.turned() && !second.fresh(), "the same step again");
    assertFalse(
        Objects.requireNonNull(released(9, "curl", 8)).turned(), "a week later it is usual");
  }

  @Test
  void everyUpgradeIsNormalAndWhatWasUsedLongIsKnownAfterTen() {
    for (int major = 1; major <= 12; major++) {
      usesForLong("npm", major);
    }
    assertFalse(Objects.requireNonNull(released(9, "npm", 13)).turned());
    assertFalse(Objects.requireNonNull(released(9, "npm", 4)).turned());
    assertTrue(Objects.requireNonNull(released(9, "npm", 0)).turned());
  }

  @Test
  void theFirstReleaseHasNoPastToStepBackFrom() {
    assertNull(released(0, "npm", 8));
  }
}
