package dev.pubwatch.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

  @ParameterizedTest
  @CsvSource({
    "2021-03-04T05:06:07Z, 2021-03-04T05:06:07.000Z",
    "2021-03-04T05:06:07.8Z, 2021-03-04T05:06:07.800Z",
    "2026-11-22T21:19:32.904246095Z, 2026-11-22T21:19:32.904Z",
    "2016-03-09T14:44:26.402973972-08:00, 2016-03-09T22:44:26.402Z",
    "2025-09-01T22:54:21+0200, 2025-09-01T20:54:21.000Z",
    "2025-09-01T22:54:21+02, 2025-09-01T20:54:21.000Z",
    "2038-01-20T03:13:07+23:59, 2038-01-19T03:14:07.000Z",
    "2022-08-16 16:56:49.309, 2022-08-16T16:56:49.309Z",
    "'2022-08-16 16:56:49,309', 2022-08-16T16:56:49.309Z",
    "2022-08-16 16:56:49 UTC, 2022-08-16T16:56:49.000Z",
    "2024-12-17 00:00:00000000, 2024-12-17T00:00:00.000Z",
    "2024-02-29T23:59:59.999z, 2024-02-29T23:59:59.999Z"
  })
  void readsWhatSourcesWrite(String text, String canonical) throws MalformedException {
    assertEquals(canonical, Times.format(Times.parse("time", text)));
    assertEquals(Instant.parse(canonical), Times.parse("time", canonical));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "...",
        "2021-03-04",
        "2021-02-30T00:00:00Z",
        "2021-13-01T00:00:00Z",
        "21-03-04T05:06:07Z",
        "2021-03-04T24:00:00Z",
        "2021-03-04T05:06:60Z",
        "2021-03-04T05:06:07+24:00",
        "1969-12-31T23:59:59Z",
        "2021-03-04T05:06:07Zjunk",
        "２０２１-03-04T05:06:07Z"
      })
  void whatIsNoTimeIsRefusedByName(String text) {
    MalformedException e =
        assertThrows(MalformedException.class, () -> Times.parse("commit_time", text));
    assertEquals("commit_time", e.reason().substring(0, 11));
  }

  @Test
  void millisecondsHaveARange() throws MalformedException {
    assertEquals("1970-01-01T00:00:00.000Z", Times.format(Times.ofEpochMillis("t", 0)));
    assertEquals(
        "9999-12-31T23:59:59.999Z", Times.format(Times.ofEpochMillis("t", 253_402_300_799_999L)));
    assertThrows(MalformedException.class, () -> Times.ofEpochMillis("t", -1));
    assertThrows(MalformedException.class, () -> Times.ofEpochMillis("t", 253_402_300_800_000L));
  }
}
