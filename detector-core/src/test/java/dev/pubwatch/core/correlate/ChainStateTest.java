package dev.pubwatch.core.correlate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.Alert;
import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.EventKind;
import dev.pubwatch.core.Observation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What chains and exposures remember stays bounded and survives its bytes. */
class ChainStateTest {
  private static final long START = 1_700_000_000_000L;

  private static byte[] bytes(Codec<ChainState> codec, ChainState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    codec.write(state, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static byte[] exposureBytes(Codec<ExposureState> codec, ExposureState state)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    codec.write(state, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static Judged random(Random random, int i) {
    boolean hostile = random.nextInt(100) == 0;
    long time = hostile ? random.nextLong() / 4 : START + i * 1000L;
    List<String> actions =
        List.of(
            "workflow:update",
            "run:delete",
            "run:complete",
            "run:start",
            "login:success",
            "token:create",
            "owner:add",
            "token:use",
            "token:exposed",
            "release:publish",
            "release:publish");
    String action = actions.get(random.nextInt(actions.size()));
    EventKind kind =
        action.startsWith("release")
            ? EventKind.PUBLISH
            : action.startsWith("run") || action.startsWith("workflow")
                ? EventKind.CI
                : EventKind.TOKEN;
    Observation o =
        new Observation(
            Event.builder("e" + i, kind, "s", time, action)
                .project("github.com/o/r" + random.nextInt(40_000))
                .actorId("a" + random.nextInt(30_000))
                .credentialId("c" + random.nextInt(30_000))
                .runId("r" + random.nextInt(30_000))
                .conclusion(random.nextBoolean() ? "failure" : "success")
                .ip("203.0.113." + random.nextInt(30_000))
                .contentHash("h" + random.nextInt(50_000))
                .egressHosts(List.of("h" + random.nextInt(50_000) + ".example"))
                .secretsPassed(List.of("A", "B"))
                .attributes(Map.of("indicator_kind", "host", "indicator", "h" + i + ".example"))
                .build());
    o.addRepository("github.com/o/r" + random.nextInt(40_000));
    return new Judged(o, random.nextInt(20), "", List.of());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void hostileTrafficStaysBounded(long seed) throws IOException {
    Random random = new Random(seed);
    ChainCorrelator correlator = new ChainCorrelator();
    ExposureCorrelator exposures = new ExposureCorrelator();
    ChainState state = correlator.fresh();
    ExposureState exposed = exposures.fresh();
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      Judged judged = random(random, i);
      correlator.observe(state, judged, alerts::add);
      exposures.observe(exposed, judged, alerts::add);
    }
    assertTrue(state.chains.size() <= ChainState.MAX_CHAINS, "seed " + seed);
    assertTrue(state.aliases.size() <= ChainState.MAX_CHAINS, "seed " + seed);
    assertTrue(state.runs.size() <= 10_000, "seed " + seed);
    assertTrue(exposed.kept.size() <= ExposureState.MAX_KEPT, "seed " + seed);
    assertTrue(exposed.reported.size() <= ExposureState.MAX_REPORTED, "seed " + seed);
    for (Alert alert : alerts) {
      assertTrue(alert.events().size() <= 20, alert.summary());
      assertTrue(alert.signals().size() <= 8, alert.summary());
      assertTrue(alert.pValue() > 0 && alert.pValue() <= 1, alert.summary());
    }
    Codec<ChainState> codec = correlator.codec();
    byte[] written = bytes(codec, state);
    ChainState back = codec.read(1, new DataInputStream(new ByteArrayInputStream(written)));
    assertArrayEquals(written, bytes(codec, back));
    assertArrayEquals(written, bytes(codec, codec.copy(state)));
    Codec<ExposureState> other = exposures.codec();
    byte[] list = exposureBytes(other, exposed);
    ExposureState read = other.read(1, new DataInputStream(new ByteArrayInputStream(list)));
    assertArrayEquals(list, exposureBytes(other, read));
    assertArrayEquals(list, exposureBytes(other, other.copy(exposed)));
  }

  @Test
  void aCopySharesNothing() throws IOException {
    ChainCorrelator correlator = new ChainCorrelator();
    ChainState state = correlator.fresh();
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      correlator.observe(state, random(random, i), alert -> {});
    }
    byte[] before = bytes(correlator.codec(), state);
    ChainState copy = correlator.codec().copy(state);
    for (int i = 500; i < 1000; i++) {
      correlator.observe(copy, random(random, i), alert -> {});
    }
    assertArrayEquals(before, bytes(correlator.codec(), state));
  }

  @Test
  void riskHalvesWithTheKindsHalfLife() {
    long halfLife = 14 * 86_400_000L;
    assertEquals(1, ChainKind.CI_TO_PUBLISH.left(0));
    assertEquals(0.5, ChainKind.CI_TO_PUBLISH.left(halfLife), 1e-12);
    assertEquals(0.25, ChainKind.CI_TO_PUBLISH.left(2 * halfLife), 1e-12);
  }

  /** The mean over uniform p-values is at most one. */
  @Test
  void aStepsEvidenceIsAnEvalue() {
    double sum = 0;
    int n = 1_000_000;
    for (int i = 0; i < n; i++) {
      sum += ChainEvidence.calibrated((i + 0.5) / n);
    }
    assertTrue(sum / n <= 1 && sum / n > 0.85, "mean " + sum / n);
  }
}
