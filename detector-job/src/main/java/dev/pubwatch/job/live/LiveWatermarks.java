package dev.pubwatch.job.live;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Watermarks of one split that never let an alert wait for the next event.
 *
 * <p>The watermark is the latest event time less the bound. While no event comes it goes on at the
 * clock's pace up to the latest event time and never past it, so that an event is passed on within
 * the bound, and a historical file, however old, is not made late by today's clock. A split without
 * events for the bound is idle and holds nothing back, until its next event.
 *
 * <p>Silence is measured between ticks and a tick counts for {@link #MAX_TICK_MILLIS} at most: a
 * task that was held up did not hear silence.
 */
final class LiveWatermarks<T> implements WatermarkGenerator<T> {
  static final long MAX_TICK_MILLIS = 1_000;

  private final long boundMillis;
  private final LongSupplier clockMillis;
  private long maxEventTime = Long.MIN_VALUE;
  private long silentMillis;
  private long tickedMillis;
  private boolean idle;

  /**
   * @param bound how far events may be out of order
   * @param clockMillis a clock that never goes back, of any origin
   */
  LiveWatermarks(Duration bound, LongSupplier clockMillis) {
    this.boundMillis = bound.toMillis();
    this.clockMillis = clockMillis;
    this.tickedMillis = clockMillis.getAsLong();
  }

  /**
   * @param eventTime of the event; {@link Long#MIN_VALUE} for what is no event and says nothing
   */
  @Override
  public void onEvent(T event, long eventTime, WatermarkOutput output) {
    if (eventTime == Long.MIN_VALUE) {
      return;
    }
    maxEventTime = Math.max(maxEventTime, eventTime);
    silentMillis = 0;
    idle = false;
    tickedMillis = clockMillis.getAsLong();
    output.markActive();
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    long now = clockMillis.getAsLong();
    silentMillis += Math.min(Math.max(0, now - tickedMillis), MAX_TICK_MILLIS);
    tickedMillis = now;
    if (idle) {
      return;
    }
    boolean silent = silentMillis > boundMillis;
    if (maxEventTime != Long.MIN_VALUE) {
      output.emitWatermark(new Watermark(silent ? maxEventTime : behind()));
    }
    if (silent) {
      output.markIdle();
      idle = true;
    }
  }

  /** Less one, so that an event exactly the bound behind is not late yet. */
  private long behind() {
    return Math.min(maxEventTime, maxEventTime - boundMillis - 1 + silentMillis);
  }
}
