package dev.pubwatch.formats;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads network addresses from text, without ever asking a name server. */
public final class Addresses {
  private static final int LONGEST_IPV4 = "255.255.255.255".length();
  private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9a-fA-F:.]{2,45}");
  private static final int GROUPS = 8;

  private Addresses() {}

  /**
   * The address in canonical form (RFC 5952 for IPv6, an IPv4 address mapped into IPv6 as IPv4), or
   * null when the text is not an address. A port, brackets and a zone are dropped.
   */
  public static @Nullable String canonical(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String host = host(text.trim());
    if (isIpv4(host)) {
      return host;
    }
    return host.indexOf(':') >= 0 && IPV6_CHARACTERS.matcher(host).matches() ? ipv6(host) : null;
  }

  /** Four numbers up to 255 without leading zeros, between dots. */
  private static boolean isIpv4(String text) {
    int numbers = 0;
    int number = -1;
    for (int i = 0; i <= text.length() && i <= LONGEST_IPV4; i++) {
      char c = i < text.length() ? text.charAt(i) : '.';
      if (c == '.' && number >= 0) {
        numbers++;
        number = -1;
      } else if (c >= '0' && c <= '9' && number != 0) {
        number = Math.max(number, 0) * 10 + c - '0';
      } else {
        return false;
      }
      if (number > 255) {
        return false;
      }
    }
    return numbers == 4 && text.length() <= LONGEST_IPV4;
  }

  private static String host(String text) {
    String bare = text;
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      bare = end > 0 ? text.substring(1, end) : text;
    } else if (text.indexOf(':') == text.lastIndexOf(':') && text.indexOf(':') > 0) {
      bare = text.substring(0, text.indexOf(':'));
    }
    int zone = bare.indexOf('%');
    return zone > 0 ? bare.substring(0, zone) : bare;
  }

  private static @Nullable String ipv6(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      return address instanceof Inet4Address
          ? address.getHostAddress()
          : compressed(address.getAddress());
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** Lower-case groups without leading zeros; the longest run of two or more zero groups as ::. */
  private static String compressed(byte[] bytes) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    int start = longestZeroRun(groups);
    int length = zeroRun(groups, start);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == start && length > 1) {
        out.append("::");
        i += length - 1;
      } else {
        out.append(out.isEmpty() || out.charAt(out.length() - 1) == ':' ? "" : ":");
        out.append(Integer.toHexString(groups[i]));
      }
    }
    return out.toString();
  }

  private static int longestZeroRun(int[] groups) {
    int best = 0;
    for (int i = 1; i < GROUPS; i++) {
      if (zeroRun(groups, i) > zeroRun(groups, best)) {
        best = i;
      }
    }
    return best;
  }

  private static int zeroRun(int[] groups, int start) {
    int end = start;
    while (end < GROUPS && groups[end] == 0) {
      end++;
    }
    return end - start;
  }
}
