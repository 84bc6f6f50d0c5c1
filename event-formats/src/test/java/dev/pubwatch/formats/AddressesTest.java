package dev.pubwatch.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "' 192.0.2.1 ', 192.0.2.1",
    "192.0.2.1:43620, 192.0.2.1",
    "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
    "[2001:db8::7]:443, 2001:db8::7",
    "[::1], ::1",
    "::, ::",
    "fe80::1%eth0, fe80::1",
    "::ffff:192.0.2.1, 192.0.2.1",
    "2001:db8:0:1:0:0:0:1, 2001:db8:0:1::1",
    "2001:0:0:1:0:0:0:0, 2001:0:0:1::",
    "1:2:3:4:5:6:0:8, 1:2:3:4:5:6:0:8"
  })
  void writesOneFormForEachAddress(String text, String canonical) {
    assertEquals(canonical, Addresses.canonical(text));
    assertEquals(canonical, Addresses.canonical(canonical));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "backup.amazonaws.com",
        "AWS Internal",
        "192.0.2",
        "256.1.1.1",
        "1.2.3.4.",
        "01.2.3.4",
        "localhost",
        "abcd",
        "::1::",
        "1:2",
        "[",
        "[::1",
        "12345::",
        "192.0.2.1 via 10.0.0.1"
      })
  void whatIsNoAddressIsNone(String text) {
    assertNull(Addresses.canonical(text));
  }

  @Test
  void nothingIsNothing() {
    assertNull(Addresses.canonical(null));
  }
}
