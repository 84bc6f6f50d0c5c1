package dev.pubwatch.core.correlate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EdgePaceTest {
  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;
  private static final long START = 1_700_000_000_000L;

  /** Beside the exact list, however busy the week: a step of ten minutes is all that may differ. */
  @Test
  void countsABusyWeekAsItWas() {
    EdgePace pace = new EdgePace();
    List<Long> all = new ArrayList<>();
    Random random = new Random(1);
    long now = START;
    for (int i = 0; i < 50_000; i++) {
      now += random.nextInt(60_000);
      all.add(now);
      pace.add(now, true);
    }
    assertEquals(50_000, pace.edges());
    for (long window : new long[] {HOUR, DAY, 6 * DAY}) {
      long since = now - window;
      double exact = (double) all.stream().filter(t -> t >= since).count();
      assertEquals(exact, pace.since(since), 30 + exact / 100, window / HOUR + " hours");
    }
  }

  @Test
  void forgetsAfterAWeekAndTakesWhatComesLate() {
    EdgePace pace = new EdgePace();
    pace.add(START, true);
    pace.add(START + 30 * DAY, true);
    pace.add(START + 29 * DAY, true);
    pace.add(START + 2 * DAY, true);
    assertEquals(4, pace.edges());
    assertEquals(2, pace.since(START + 24 * DAY));
    assertEquals(1, pace.since(START + 30 * DAY));
  }

  @Test
  void isReadBackAsItWasWritten() throws IOException {
    EdgePace pace = new EdgePace();
    pace.add(START, true);
    pace.add(START + DAY, false);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    pace.write(new DataOutputStream(bytes));
    EdgePace read =
        EdgePace.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertEquals(pace.since(START), read.since(START));
    assertEquals(pace.edges(), read.edges());
    assertEquals(1, read.indicators());
  }
}
