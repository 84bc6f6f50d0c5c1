package dev.pubwatch.notify.safe;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Where calls may go.
 *
 * @param hosts names that receivers may have, {@code *.example.org} for all below; empty for those
 *     that the channels themselves are set to
 * @param addresses what a name may resolve to
 */
public record Outbound(Set<String> hosts, AddressRules addresses) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  public Outbound {
    hosts = Set.copyOf(hosts);
  }

  /**
   * Checks an address before anything is sent to it.
   *
   * @param setting what the messages call it
   * @throws IllegalArgumentException unless it is https, or http to loopback, to a host that is
   *     allowed; the message names the host and never the path, which may be a secret
   */
  public void check(String setting, URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    String host = url.getHost();
    boolean https = scheme.equals("https") && host != null;
    boolean loopback = scheme.equals("http") && host != null && LOOPBACK.contains(host);
    if (!https && !loopback) {
      throw new IllegalArgumentException(
          "%s must be https, or http to loopback, was %s to %s".formatted(setting, scheme, host));
    }
    if (url.getUserInfo() != null || url.getFragment() != null) {
      throw new IllegalArgumentException(setting + " must not hold a user, password or fragment");
    }
    if (!hosts.isEmpty() && hosts.stream().noneMatch(allowed -> matches(host, allowed))) {
      throw new IllegalArgumentException(
          "%s is at %s, which notifiers.allowed-hosts does not name".formatted(setting, host));
    }
  }

  private static boolean matches(String host, String allowed) {
    String name = host.toLowerCase(Locale.ROOT);
    String pattern = allowed.toLowerCase(Locale.ROOT);
    return pattern.startsWith("*.") ? name.endsWith(pattern.substring(1)) : name.equals(pattern);
  }
}
