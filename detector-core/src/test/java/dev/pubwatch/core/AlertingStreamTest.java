package dev.pubwatch.core;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What this stream alerts on all the time is not rare in it, and its scores must say so. */
class AlertingStreamTest {
  /** Sixty days: events that alerted wait for longer before they are learned. */
  private static final int EVENTS = 8_000;

  /** One release in fifty comes from an address, a country and a client that nobody knows. */
  private static Event release(int i, Random random) {
    long time = Background.START + i * (Background.DAY / 134);
    int project = random.nextInt(40);
    EventBuilder b =
        Event.builder("r" + i, EventKind.PUBLISH, "npm", time, "release:publish")
            .project("pkg:npm/p" + project)
            .version("1.0." + i)
            .actorId("owner-" + project)
            .credentialId("hmac:" + project)
            .credentialKind("api_token");
    return random.nextInt(50) == 0
        ? b.ip("203.0.113." + random.nextInt(200)).country("C" + i).client("tool-" + i).build()
        : b.ip("198.51.100." + project).country("NL").client("npm").build();
  }

  @Test
  void scoresAreNotRarerThanTheySay() {
    DetectorRun run = new DetectorRun(new DetectorConfig(9, 6, 0));
    Random random = new Random(3);
    List<Double> late = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      double bits = run.score(release(i, random)).scoreBits();
      if (i > EVENTS / 2) {
        late.add(bits);
      }
    }
    for (int bits = 4; bits <= 8; bits++) {
      int least = bits;
      double share = late.stream().filter(b -> b >= least).count() / (double) late.size();
      double factor = share * StrictMath.pow(2, bits);
      assertTrue(factor < 2, "2^-%d is exceeded %.2f times as often".formatted(bits, factor));
    }
  }
}
