package dev.pubwatch.notify.safe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
  private static final AddressRules PUBLIC_ONLY = AddressRules.allowing(List.of());

  /** The last ones carry an IPv4 address: mapped, NAT64, 6to4. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.1.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "192.0.0.192",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "2001:db8::1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::169.254.169.254",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1"
      })
  void whatIsNotPublicIsRefused(String address) throws Exception {
    assertFalse(PUBLIC_ONLY.allows(InetAddress.getByName(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "172.15.0.1",
        "172.32.0.1",
        "100.63.0.1",
        "140.82.121.4",
        "2606:4700::1",
        "2a00:1450::1",
        "64:ff9b::8.8.8.8",
        "2002:808:808::1"
      })
  void whatIsPublicIsAllowed(String address) throws Exception {
    assertTrue(PUBLIC_ONLY.allows(InetAddress.getByName(address)));
  }

  @Test
  void namedNetworksAreAllowedAndNoMore() throws Exception {
    AddressRules rules =
        AddressRules.allowing(List.of("10.20.0.0/14", "fd00:1::/32", "192.168.7.7/32"));
    assertTrue(rules.allows(InetAddress.getByName("10.23.255.255")));
    assertFalse(rules.allows(InetAddress.getByName("10.24.0.0")));
    assertTrue(rules.allows(InetAddress.getByName("fd00:1::9")));
    assertFalse(rules.allows(InetAddress.getByName("fd00:2::9")));
    assertTrue(rules.allows(InetAddress.getByName("192.168.7.7")));
    assertFalse(rules.allows(InetAddress.getByName("192.168.7.6")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0", "10.0.0.0/33", "localhost/8", "/8", "10.0.0.0/-1", "1.2.3.999/8"})
  void whatIsNoNetworkIsAFault(String text) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> AddressRules.allowing(List.of(text)));
    assertEquals("must be a network such as 10.0.0.0/8, was " + text, e.getMessage());
  }
}
