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

  /**
   * A job over a stream, from its start to the end and to the end of the first quarter: what they
   * differ by is what a further event costs, without the start of the job and of its cluster.
   */
  record OfStream(Cost whole, Cost quarter) {
    static OfStream median(List<OfStream> runs) {
      return new OfStream(
          Cost.median(runs.stream().map(OfStream::whole).toList()),
          Cost.median(runs.stream().map(OfStream::quarter).toList()));
    }

    private Cost further() {
      return whole.since(quarter);
    }

    /** A line: all of the stream, start included, and each event after the first quarter. */
    String line(String name, int events) {
      int further = events - events / 4;
      return String.format(
          Locale.ROOT,
          "%-42s %,10.0f %8.1f us   %,10.0f %8.1f us",
          name,
          events / whole.wallSeconds,
          whole.cpuSeconds / events * 1e6,
          further / further().wallSeconds,
          further().cpuSeconds / further * 1e6);
    }

    /** A line: how many times a baseline this is. */
    String ratio(String name, OfStream baseline) {
      return String.format(
          Locale.ROOT,
          "%-42s %8.1f x %8.1f x    %8.1f x %8.1f x",
          name,
          whole.wallSeconds / baseline.whole.wallSeconds,
          whole.cpuSeconds / baseline.whole.cpuSeconds,
          further().wallSeconds / baseline.further().wallSeconds,
          further().cpuSeconds / baseline.further().cpuSeconds);
    }

    /** The heading of such lines. */
    static String heading(String title) {
      return String.format(
          Locale.ROOT,
          "%-42s %22s   %22s%n%-42s %10s %11s   %10s %11s",
          title,
          "start included",
          "each further event",
          "",
          "events/s",
          "processor",
          "events/s",
          "processor");
    }
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
}
