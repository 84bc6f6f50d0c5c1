package dev.pubwatch.notify.safe;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses may be connected to: public ones, and those of networks that the operator names.
 * Not public is what IANA's special-purpose registries (RFC 6890) list, and IPv6 addresses that
 * carry such an IPv4 address within them.
 */
public final class AddressRules {
  private static final List<Network> SPECIAL =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "::/96",
          "100::/64",
          "2001::/23",
          "2001:db8::/32",
          "3fff::/20",
          "5f00::/16",
          "fc00::/7",
          "fe80::/10",
          "fec0::/10",
          "ff00::/8");

  /** Prefix that is followed by an IPv4 address, and where that begins. */
  private static final Network NAT64 = Network.of("64:ff9b::/96");

  private static final Network SIX_TO_FOUR = Network.of("2002::/16");

  private final List<Network> allowed;

  private AddressRules(List<Network> allowed) {
    this.allowed = allowed;
  }

  /**
   * Public addresses, and some that are not.
   *
   * @param networks in CIDR form, allowed although they are not public
   * @throws IllegalArgumentException naming the one that cannot be read
   */
  public static AddressRules allowing(List<String> networks) {
    return new AddressRules(networks(networks.toArray(String[]::new)));
  }

  /** Whether it may be connected to. */
  public boolean allows(InetAddress address) {
    return isPublic(address) || allowed.stream().anyMatch(n -> n.holds(address));
  }

  private static boolean isPublic(InetAddress address) {
    if (SPECIAL.stream().anyMatch(n -> n.holds(address))) {
      return false;
    }
    if (address instanceof Inet6Address) {
      byte[] bytes = address.getAddress();
      if (NAT64.holds(address)) {
        return isPublic(v4(bytes, 12));
      }
      return !SIX_TO_FOUR.holds(address) || isPublic(v4(bytes, 2));
    }
    return true;
  }

  private static InetAddress v4(byte[] bytes, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // four bytes are an address
    }
  }

  private static List<Network> networks(String... texts) {
    List<Network> networks = new ArrayList<>();
    for (String text : texts) {
      networks.add(Network.of(text));
    }
    return List.copyOf(networks);
  }

  /** The addresses that begin with the same bits. */
  private static final class Network {
    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
      this.address = address;
      this.bits = bits;
    }

    static Network of(String text) {
      int slash = text.indexOf('/');
      String host = slash < 0 ? "" : text.substring(0, slash);
      boolean literal =
          host.matches("[0-9.]{7,15}") || host.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
      try {
        int bits = Integer.parseInt(text.substring(slash + 1));
        byte[] address = literal ? InetAddress.getByName(host).getAddress() : new byte[0];
        if (literal && bits >= 0 && bits <= address.length * Byte.SIZE) {
          return new Network(address, bits);
        }
      } catch (NumberFormatException | UnknownHostException e) {
        // said below
      }
      throw new IllegalArgumentException("must be a network such as 10.0.0.0/8, was " + text);
    }

    boolean holds(InetAddress other) {
      byte[] theirs = other.getAddress();
      if (theirs.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit += Byte.SIZE) {
        int shift = Math.max(0, Byte.SIZE - (bits - bit));
        int i = bit / Byte.SIZE;
        if ((theirs[i] & 0xff) >> shift != (address[i] & 0xff) >> shift) {
          return false;
        }
      }
      return true;
    }
  }
}
