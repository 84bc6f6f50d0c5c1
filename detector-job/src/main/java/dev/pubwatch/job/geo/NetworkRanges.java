package dev.pubwatch.job.geo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Published ranges by longest prefix: nested blocks are flattened into disjoint intervals once, so
 * that a look-up is one binary search. Some 8 bytes an IPv4 interval, 20 an IPv6 one.
 */
final class NetworkRanges {
  /**
   * Blocks in all files together; all clouds, CI systems and VPNs that publish theirs have 60,000.
   */
  static final int MAX_BLOCKS = 2_000_000;

  /** A block and whose it is. */
  record Range(Cidr cidr, Network network) {}

  /**
   * Outer blocks before inner ones; of equal ones the most telling kind last, so that it counts.
   */
  private static final Comparator<Range> ORDER =
      Comparator.<Range, IpAddress>comparing(range -> range.cidr().first())
          .thenComparing(range -> range.cidr().length())
          .thenComparing(range -> -Network.KINDS.indexOf(range.network().kind()))
          .thenComparing(range -> range.network().provider(), Comparator.reverseOrder());

  private final List<Network> networks = new ArrayList<>();
  private final Intervals v4;
  private final Intervals v6;

  NetworkRanges(List<Range> ranges) {
    List<Range> sorted = ranges.stream().sorted(ORDER).toList();
    v4 = flatten(sorted.stream().filter(range -> !range.cidr().first().v6()).toList());
    v6 = flatten(sorted.stream().filter(range -> range.cidr().first().v6()).toList());
  }

  /** Whose network an address is in, null when nobody says. */
  @Nullable Network find(IpAddress address) {
    int network = (address.v6() ? v6 : v4).find(address);
    return network < 0 ? null : networks.get(network);
  }

  boolean isEmpty() {
    return networks.isEmpty();
  }

  private Intervals flatten(List<Range> sorted) {
    Intervals intervals = new Intervals();
    Deque<Range> open = new ArrayDeque<>();
    for (Range range : sorted) {
      closeBefore(range.cidr().first(), open, intervals);
      open.push(range);
      intervals.begin(range.cidr().first(), number(range.network()));
    }
    closeBefore(null, open, intervals);
    intervals.trim();
    return intervals;
  }

  /** Ends the blocks that end before an address, null for all: there the outer block goes on. */
  private void closeBefore(@Nullable IpAddress next, Deque<Range> open, Intervals intervals) {
    while (!open.isEmpty()) {
      IpAddress last = open.getFirst().cidr().last();
      if (next != null && last.compareTo(next) >= 0) {
        return;
      }
      open.pop();
      IpAddress after = after(last);
      if (after != null) {
        Range outer = open.peek();
        intervals.begin(after, outer == null ? -1 : number(outer.network()));
      }
    }
  }

  private static @Nullable IpAddress after(IpAddress a) {
    long low = a.low() + 1;
    if (!a.v6()) {
      return low > 0xffffffffL ? null : new IpAddress(false, 0, low);
    }
    long high = low == 0 ? a.high() + 1 : a.high();
    return low == 0 && high == 0 ? null : new IpAddress(true, high, low);
  }

  private int number(Network network) {
    int known = networks.lastIndexOf(network);
    if (known < 0) {
      networks.add(network);
      return networks.size() - 1;
    }
    return known;
  }

  /** Where intervals begin, and the network of each; -1 for none. An interval ends at the next. */
  private static final class Intervals {
    private long[] high = new long[0];
    private long[] low = new long[16];
    private int[] network = new int[16];
    private int size;

    void begin(IpAddress at, int which) {
      if (size > 0 && compare(size - 1, at) == 0) {
        network[size - 1] = which;
        return;
      }
      if (size == low.length) {
        low = Arrays.copyOf(low, size * 2);
        network = Arrays.copyOf(network, size * 2);
      }
      if (at.v6()) {
        high = high.length < low.length ? Arrays.copyOf(high, low.length) : high;
        high[size] = at.high();
      }
      low[size] = at.low();
      network[size++] = which;
    }

    void trim() {
      high = high.length == 0 ? high : Arrays.copyOf(high, size);
      low = Arrays.copyOf(low, size);
      network = Arrays.copyOf(network, size);
    }

    int find(IpAddress address) {
      int from = 0;
      int to = size - 1;
      while (from <= to) {
        int middle = (from + to) >>> 1;
        if (compare(middle, address) <= 0) {
          from = middle + 1;
        } else {
          to = middle - 1;
        }
      }
      return to < 0 ? -1 : network[to];
    }

    private int compare(int i, IpAddress address) {
      int top = high.length == 0 ? 0 : Long.compareUnsigned(high[i], address.high());
      return top != 0 ? top : Long.compareUnsigned(low[i], address.low());
    }
  }
}
