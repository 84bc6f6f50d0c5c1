package dev.pubwatch.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Seconds on the clock and of this process' processor time. */
record Cost(double wallSeconds, double cpuSeconds) {
  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Since the process began: only differences mean anything. */
  static Cost now() {
    return new Cost(System.nanoTime() / 1e9, MACHINE.getProcessCpuTime() / 1e9);
  }

  Cost since(Cost earlier) {
    return new Cost(wallSeconds - earlier.wallSeconds, cpuSeconds - earlier.cpuSeconds);
  }

  /** The median of each. */
  static Cost median(List<Cost> costs) {
    return new Cost(median(costs, Cost::wallSeconds), median(costs, Cost::cpuSeconds));
  }

  private static double median(List<Cost> costs, ToDoubleFunction<Cost> part) {
    double[] values = costs.stream().mapToDouble(part).toArray();
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /** A line: events a second, microseconds of processor time an event. */
  String line(String name, long events) {
    return String.format(
        Locale.ROOT,
        "%-42s %,10.0f events/s %8.1f us of processor an event",
        name,
        events / wallSeconds,
        cpuSeconds / events * 1e6);
  }

  /** A line: how many times a baseline this is. */
  String ratio(String name, Cost baseline) {
    return String.format(
        Locale.ROOT,
        "%-42s %10.1f times the time %5.1f times the processor",
        name,
        wallSeconds / baseline.wallSeconds,
        cpuSeconds / baseline.cpuSeconds);
  }
}
