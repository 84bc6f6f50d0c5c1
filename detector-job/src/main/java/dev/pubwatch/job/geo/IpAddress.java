package dev.pubwatch.job.geo;

import dev.pubwatch.formats.Addresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An address as a number of 128 bits; IPv4 in the lowest 32 of them, also when it came mapped into
 * IPv6.
 *
 * @param v6 whether it is an IPv6 address
 */
record IpAddress(boolean v6, long high, long low) implements Comparable<IpAddress> {
  /** What IANA's special-purpose registries do not call globally reachable (RFC 6890). */
  private static final int[][] RESERVED_V4 = {
    {0x00000000, 8},
    {0x0a000000, 8},
    {0x64400000, 10}, // 100.64.0.0, carrier-grade NAT
    {0x7f000000, 8},
    {0xa9fe0000, 16}, // 169.254.0.0, link local
    {0xac100000, 12}, // 172.16.0.0
    {0xc0000000, 24}, // 192.0.0.0
    {0xc0000200, 24}, // 192.0.2.0, documentation
    {0xc0a80000, 16},
    {0xc6120000, 15}, // 198.18.0.0, benchmarks
    {0xc6336400, 24}, // 198.51.100.0, documentation
    {0xcb007100, 24}, // 203.0.113.0, documentation
    {0xe0000000, 4},
    {0xf0000000, 4}
  };

  /** Reads text; null when it is no address. Never asks a name server. */
  static @Nullable IpAddress parse(String text) {
    String canonical = Addresses.canonical(text);
    if (canonical == null) {
      return null;
    }
    try {
      return of(InetAddress.getByName(canonical).getAddress());
    } catch (UnknownHostException e) {
      return null;
    }
  }

  static IpAddress of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return bytes.length == 4
        ? new IpAddress(false, 0, buffer.getInt() & 0xffffffffL)
        : new IpAddress(true, buffer.getLong(), buffer.getLong());
  }

  /** Bits of an address of its family. */
  int bits() {
    return v6 ? 128 : 32;
  }

  /** The first address of its block of a length. */
  IpAddress first(int length) {
    int bits = length + 128 - bits();
    return new IpAddress(v6, high & highMask(bits), low & lowMask(bits));
  }

  /** The last address of its block of a length. */
  IpAddress last(int length) {
    int bits = length + 128 - bits();
    long lastHigh = v6 ? high | ~highMask(bits) : 0;
    return new IpAddress(v6, lastHigh, low | ~lowMask(bits));
  }

  private static long highMask(int bits) {
    return bits == 0 ? 0 : bits >= 64 ? -1L : -1L << (64 - bits);
  }

  private static long lowMask(int bits) {
    return bits <= 64 ? 0 : -1L << (128 - bits);
  }

  /** Whether it can be anybody's on the Internet: neither private nor reserved. */
  boolean isPublic() {
    if (v6) {
      boolean global = high >>> 61 == 1; // 2000::/3
      boolean documentation = high >>> 32 == 0x20010db8L || high >>> 44 == 0x3fff0L;
      return global && !documentation;
    }
    for (int[] block : RESERVED_V4) {
      if ((int) low >>> (32 - block[1]) == block[0] >>> (32 - block[1])) {
        return false;
      }
    }
    return true;
  }

  /** The covering /24 or /48, in the words that the detector uses where there is no database. */
  String prefix() {
    if (v6) {
      return "%x:%x:%x::/48".formatted(high >>> 48, high >>> 32 & 0xffff, high >>> 16 & 0xffff);
    }
    return "%d.%d.%d.0/24".formatted(low >>> 24, low >>> 16 & 0xff, low >>> 8 & 0xff);
  }

  InetAddress toInetAddress() {
    ByteBuffer bytes =
        v6
            ? ByteBuffer.allocate(16).putLong(high).putLong(low)
            : ByteBuffer.allocate(4).putInt((int) low);
    try {
      return InetAddress.getByAddress(bytes.array());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of 4 or 16 bytes is always one", e);
    }
  }

  /** By family, then as an unsigned number. */
  @Override
  public int compareTo(IpAddress other) {
    int family = Boolean.compare(v6, other.v6);
    int top = family != 0 ? family : Long.compareUnsigned(high, other.high);
    return top != 0 ? top : Long.compareUnsigned(low, other.low);
  }
}
