package dev.pubwatch.job.geo;

import org.jspecify.annotations.Nullable;

/**
 * A block of addresses.
 *
 * @param first its first address
 * @param length of the prefix, 0 to 32 or 128
 */
record Cidr(IpAddress first, int length) {

  /** Reads {@code ADDRESS/LENGTH}, or an address alone; null when it is neither. */
  static @Nullable Cidr parse(String text) {
    int slash = text.indexOf('/');
    IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return null;
    }
    int length = slash < 0 ? address.bits() : length(text.substring(slash + 1));
    boolean mapped = text.indexOf(':') >= 0 && !address.v6();
    length = mapped && slash >= 0 ? length - 96 : length;
    return length < 0 || length > address.bits() ? null : new Cidr(address.first(length), length);
  }

  private static int length(String digits) {
    boolean number = !digits.isEmpty() && digits.length() <= 3;
    for (int i = 0; i < digits.length(); i++) {
      number &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    return number ? Integer.parseInt(digits) : -1;
  }

  IpAddress last() {
    return first.last(length);
  }

  @Override
  public String toString() {
    return first.toInetAddress().getHostAddress() + "/" + length;
  }
}
