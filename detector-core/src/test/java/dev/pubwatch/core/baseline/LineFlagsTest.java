package dev.pubwatch.core.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LineFlagsTest {
  private static int line(String version) {
    return LineFlags.line(Versions.parse(version));
  }

  @Test
  void aNewLineInheritsFromTheOneBelowIt() {
    LineFlags flags = new LineFlags();
    flags.put(line("1.0.0"), false);
    flags.put(line("3.0.0"), true);
    assertFalse(flags.get(line("2.0.0")));
    assertTrue(flags.get(line("4.0.0")));
    assertFalse(flags.get(line("0.9.0")), "nothing is below 0.9");
  }

  @Test
  void beforeOneZeroEveryMinorIsALine() {
    LineFlags flags = new LineFlags();
    flags.put(line("0.2.0"), false);
    flags.put(line("0.9.0"), true);
    assertFalse(flags.get(line("0.3.1")));
    assertTrue(flags.get(line("0.10.0")));
    assertTrue(flags.get(line("1.0.0")));
  }

  @Test
  void onceRaisedAFlagStays() {
    LineFlags flags = new LineFlags();
    flags.raise(2, true);
    flags.raise(2, false);
    assertTrue(flags.get(2));
  }

  @Test
  void keepsTheHighestLinesAndSurvivesItsBytes() throws IOException {
    LineFlags flags = new LineFlags();
    for (int major = 1; major <= 100; major++) {
      flags.put(major, major % 2 == 0);
      flags.put(line("0." + major + ".0"), true);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    flags.write(new DataOutputStream(bytes));
    assertTrue(bytes.size() < 40, bytes.size() + " bytes");
    LineFlags back =
        LineFlags.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    for (int major = 80; major <= 100; major++) {
      assertEquals(flags.get(major), back.get(major), "line " + major);
    }
    assertTrue(back.get(100));
    assertFalse(back.get(99));
  }
}
