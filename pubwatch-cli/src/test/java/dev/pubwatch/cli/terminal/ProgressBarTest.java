package dev.pubwatch.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private final FakeTerminal fake = FakeTerminal.interactive();
  private long now = 5_000_000_000L;
  private final ProgressBar bar =
      new ProgressBar(fake.terminal().err(), fake.terminal()::width, () -> now);

  @Test
  void tellsShareRateAndTimeLeft() {
    bar.update("reading", 0, 1_000, 0);
    fake.takeErr();
    after(1_000);
    bar.update("reading", 250, 1_000, 40_000);

    assertEquals(
        "\r\u001b[Kreading  25% [#####---------------]  40,000 events  40,000/s  0:03 left",
        fake.takeErr());
  }

  @Test
  void isDrawnAtMostEightTimesASecond() {
    for (int millis = 0; millis < 1_000; millis++) {
      bar.update("reading", millis, 1_000, millis);
      after(1);
    }
    assertEquals(8, fake.takeErr().split("\r", -1).length - 1);
  }

  @Test
  void neverFillsTheLastColumnWhateverTheWidth() {
    for (int columns = 20; columns <= 120; columns++) {
      fake.resize(columns);
      after(1_000);
      bar.update("reading", 999, 1_000_000_000, 123_456_789);
      String line = fake.takeErr().substring(ProgressBar.ERASE.length());
      assertTrue(line.length() < columns, line);
      assertTrue(line.contains("  0%"), line);
    }
  }

  @Test
  void withoutATotalThereIsNoShare() {
    bar.update("reading", 0, 0, 0);
    fake.takeErr();
    after(2_000);
    bar.update("reading", 10, 0, 500);
    assertEquals("\r\u001b[Kreading  500 events  250/s", fake.takeErr());
  }

  @Test
  void isWipedAtTheEndAndStaysAway() {
    bar.update("reading", 1, 2, 3);
    fake.takeErr();
    bar.close();
    assertEquals(ProgressBar.ERASE, fake.takeErr());

    after(1_000);
    bar.update("reading", 2, 2, 6);
    bar.close();
    assertEquals("", fake.takeErr());
  }

  @Test
  void anotherWorkStartsTheRateAnew() {
    bar.update("reading", 0, 10, 0);
    after(1_000);
    bar.update("reading", 10, 10, 1_000_000);
    after(1_000);
    bar.update("scoring", 0, 1_000_000, 0);
    fake.takeErr();
    after(1_000);
    bar.update("scoring", 50, 1_000_000, 50);
    assertTrue(fake.takeErr().contains(" 50 events  50/s"), "rate of the other work");
  }

  @Test
  void theRateFollowsASlowdown() {
    long events = 0;
    for (int second = 1; second <= 10; second++) {
      after(1_000);
      events += 1_000;
      bar.update("reading", events, 1_000_000, events);
    }
    for (int second = 1; second <= 20; second++) {
      after(1_000);
      events += 10;
      bar.update("reading", events, 1_000_000, events);
    }
    String last = fake.takeErr();
    String rate = last.substring(last.lastIndexOf("events  ") + 8, last.lastIndexOf("/s"));
    assertTrue(Integer.parseInt(rate) < 20, rate);
  }

  private void after(long millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
