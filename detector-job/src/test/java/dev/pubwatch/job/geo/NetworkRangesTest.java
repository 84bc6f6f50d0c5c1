package dev.pubwatch.job.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pubwatch.job.geo.NetworkRanges.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkRangesTest {
  private static IpAddress ip(String text) {
    return Objects.requireNonNull(IpAddress.parse(text));
  }

  private static Range range(String cidr, String kind, String provider) {
    return new Range(Objects.requireNonNull(Cidr.parse(cidr)), new Network(kind, provider));
  }

  @Test
  void theWholeOfAFamilyAndItsEnds() {
    NetworkRanges all =
        new NetworkRanges(
            List.of(range("0.0.0.0/0", "isp", "v4"), range("ff00::/8", "isp", "top")));
    assertEquals(new Network("isp", "v4"), all.find(ip("255.255.255.255")));
    assertEquals(new Network("isp", "v4"), all.find(ip("0.0.0.0")));
    assertEquals(
        new Network("isp", "top"), all.find(ip("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")));
    assertEquals(null, all.find(ip("fe00::")));
  }

  @Test
  void ofEqualBlocksTheMoreTellingKindCounts() {
    List<Range> ranges =
        new ArrayList<>(
            List.of(range("5.6.0.0/16", "hosting", "azure"), range("5.6.0.0/16", "ci", "github")));
    assertEquals(new Network("ci", "github"), new NetworkRanges(ranges).find(ip("5.6.0.0")));
    ranges.add(ranges.remove(0));
    assertEquals(new Network("ci", "github"), new NetworkRanges(ranges).find(ip("5.6.255.255")));
  }

  /** Against the plain definition: of all blocks that hold the address, the longest. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void isTheLongestPrefix(long seed) {
    Random random = new Random(seed);
    boolean v6 = seed % 2 == 0;
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      IpAddress address = address(random, v6);
      int length = (v6 ? 112 : 20) + random.nextInt(v6 ? 17 : 13);
      Cidr cidr = new Cidr(address.first(length), length);
      // one network a block size, so that the model needs no rule for equal blocks
      ranges.add(new Range(cidr, new Network("hosting", "p" + length)));
    }
    NetworkRanges table = new NetworkRanges(ranges);
    for (int i = 0; i < 5_000; i++) {
      IpAddress address = address(random, v6);
      assertEquals(longest(ranges, address), table.find(address), address + ", seed " + seed);
    }
  }

  private static IpAddress address(Random random, boolean v6) {
    int low = random.nextInt(1 << 13);
    return v6
        ? new IpAddress(true, 0x2a00L << 48, low)
        : new IpAddress(false, 0, 0x05060000L | low);
  }

  private static @Nullable Network longest(List<Range> ranges, IpAddress address) {
    Range best = null;
    for (Range range : ranges) {
      boolean holds =
          range.cidr().first().compareTo(address) <= 0
              && range.cidr().last().compareTo(address) >= 0;
      if (holds && (best == null || range.cidr().length() > best.cidr().length())) {
        best = range;
      }
    }
    return best == null ? null : best.network();
  }
}
