package dev.pubwatch.job.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkOutputMultiplexer;
import org.junit.jupiter.api.Test;

class LiveWatermarksTest {
  private static final long BOUND = 10_000;
  private static final long NONE = Long.MIN_VALUE;

  private long clock = 1_000_000;

  /** What came out last. */
  private static final class Seen implements WatermarkOutput {
    long watermark = NONE;
    boolean idle;

    @Override
    public void emitWatermark(Watermark mark) {
      watermark = mark.getTimestamp();
      idle = false;
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {
      idle = false;
    }
  }

  /** Metrics of a split, of no interest here. */
  private static final class Ignoring
      implements WatermarkOutputMultiplexer.WatermarkUpdateListener {
    @Override
    public void onWatermarkUpdate(long watermark) {}

    @Override
    public void onIdleUpdate(boolean idle) {}
  }

  private LiveWatermarks<String> generator() {
    return new LiveWatermarks<>(Duration.ofMillis(BOUND), () -> clock);
  }

  private void pass(long millis, Runnable tick) {
    for (long passed = 0; passed < millis; passed += 100) {
      clock += 100;
      tick.run();
    }
  }

  @Test
  void anAlertOnAQuietStreamIsOutWithinTheBound() {
    Seen seen = new Seen();
    LiveWatermarks<String> marks = generator();
    marks.onEvent("e", 5_000, seen);
    marks.onPeriodicEmit(seen);
    assertEquals(5_000 - BOUND - 1, seen.watermark);
    pass(BOUND + 100, () -> marks.onPeriodicEmit(seen));
    assertEquals(5_000, seen.watermark);
    assertTrue(seen.idle);
  }

  @Test
  void theWatermarkNeverPassesTheLatestEvent() {
    Seen seen = new Seen();
    LiveWatermarks<String> marks = generator();
    marks.onEvent("e", 5_000, seen); // 1970, far behind the clock of today
    pass(3_600_000, () -> marks.onPeriodicEmit(seen));
    assertEquals(5_000, seen.watermark);
    marks.onEvent("e", 6_000, seen);
    marks.onPeriodicEmit(seen);
    assertFalse(seen.idle);
    assertEquals(6_000 - BOUND - 1, seen.watermark);
  }

  @Test
  void aSplitWithoutEventsIsIdleAfterTheBound() {
    Seen seen = new Seen();
    LiveWatermarks<String> marks = generator();
    pass(BOUND - 100, () -> marks.onPeriodicEmit(seen));
    assertFalse(seen.idle);
    pass(200, () -> marks.onPeriodicEmit(seen));
    assertTrue(seen.idle);
    assertEquals(NONE, seen.watermark);
  }

  @Test
  void aStandstillOfTheTaskIsNoSilence() {
    Seen seen = new Seen();
    LiveWatermarks<String> marks = generator();
    marks.onEvent("e", 50_000, seen);
    clock += 60_000; // no tick in all that time
    marks.onPeriodicEmit(seen);
    assertFalse(seen.idle);
    assertEquals(50_000 - BOUND - 1 + LiveWatermarks.MAX_TICK_MILLIS, seen.watermark);
  }

  @Test
  void aRejectSaysNothing() {
    Seen seen = new Seen();
    LiveWatermarks<String> marks = generator();
    marks.onEvent("reject", NONE, seen);
    pass(BOUND + 100, () -> marks.onPeriodicEmit(seen));
    assertEquals(NONE, seen.watermark);
    assertTrue(seen.idle);
  }

  @Test
  void aQuietSplitHoldsTheBusyOneBackForTheBoundAtMost() {
    Seen all = new Seen();
    WatermarkOutputMultiplexer splits = new WatermarkOutputMultiplexer(all);
    splits.registerNewOutput("quiet", new Ignoring());
    splits.registerNewOutput("busy", new Ignoring());
    LiveWatermarks<String> quiet = generator();
    LiveWatermarks<String> busy = generator();
    quiet.onEvent("q", 100_000, splits.getImmediateOutput("quiet"));
    long[] time = {100_000};
    pass(
        BOUND + 200,
        () -> {
          time[0] += 100;
          busy.onEvent("b", time[0], splits.getImmediateOutput("busy"));
          quiet.onPeriodicEmit(splits.getDeferredOutput("quiet"));
          busy.onPeriodicEmit(splits.getDeferredOutput("busy"));
          splits.onPeriodicEmit();
          assertTrue(all.watermark <= time[0] - BOUND - 1 || all.watermark == NONE);
        });
    assertEquals(time[0] - BOUND - 1, all.watermark);
    assertFalse(all.idle);
  }

  @Test
  void theWholeSourceIsIdleOnlyWhenBothSplitsAre() {
    Seen all = new Seen();
    WatermarkOutputMultiplexer splits = new WatermarkOutputMultiplexer(all);
    splits.registerNewOutput("a", new Ignoring());
    splits.registerNewOutput("b", new Ignoring());
    LiveWatermarks<String> a = generator();
    LiveWatermarks<String> b = generator();
    a.onEvent("a", 100_000, splits.getImmediateOutput("a"));
    b.onEvent("b", 200_000, splits.getImmediateOutput("b"));
    pass(
        BOUND + 200,
        () -> {
          a.onPeriodicEmit(splits.getDeferredOutput("a"));
          b.onPeriodicEmit(splits.getDeferredOutput("b"));
          splits.onPeriodicEmit();
        });
    assertTrue(all.idle);
    assertEquals(200_000, all.watermark);
    b.onEvent("b", 200_001 + BOUND + 500, splits.getImmediateOutput("b"));
    b.onPeriodicEmit(splits.getDeferredOutput("b"));
    splits.onPeriodicEmit();
    assertEquals(200_500, all.watermark);
    assertFalse(all.idle);
  }
}
