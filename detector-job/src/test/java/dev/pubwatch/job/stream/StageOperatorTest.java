package dev.pubwatch.job.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pubwatch.core.Observation;
import dev.pubwatch.core.Verdict;
import dev.pubwatch.job.snapshot.StateFiles;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StageOperatorTest {
  private static final DetectorFactory DETECTOR = new CountingDetector();

  private StageOperator<CountingDetector.Chain> operator =
      new StageOperator<>(DETECTOR, StateFiles.NONE, Arrival.BY_KEY, 0);

  private KeyedOneInputStreamOperatorTestHarness<String, Observation, Observation> harness(
      @Nullable OperatorSubtaskState restored) throws Exception {
    return harness(Arrival.BY_KEY, restored);
  }

  private KeyedOneInputStreamOperatorTestHarness<String, Observation, Observation> harness(
      Arrival arrival, @Nullable OperatorSubtaskState restored) throws Exception {
    operator = new StageOperator<>(DETECTOR, StateFiles.NONE, arrival, 0);
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            operator, new StageKey(DETECTOR, 0), Types.STRING);
    harness.setup(Pipeline.observations(DETECTOR).createSerializer(new SerializerConfigImpl()));
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
    return harness;
  }

  private static StreamRecord<Observation> record(String id, @Nullable String project, long time) {
    return new StreamRecord<>(Observations.of(id, project, time), time);
  }

  private static List<String> ids(
      KeyedOneInputStreamOperatorTestHarness<String, Observation, Observation> harness) {
    return harness.extractOutputValues().stream().map(o -> o.event().eventId()).toList();
  }

  @Test
  void ordersByTimeThenIdOnceTheWatermarkPasses() throws Exception {
    try (var harness = harness(null)) {
      harness.processElement(record("c", "p", 20));
      harness.processElement(record("b", "p", 10));
      harness.processElement(record("a", "p", 10));
      harness.processElement(record("d", "q", 15));
      assertEquals(List.of(), ids(harness));
      harness.processWatermark(new Watermark(15));
      assertEquals(List.of("a", "b", "d"), ids(harness));
      harness.processWatermark(new Watermark(20));
      assertEquals(List.of("a", "b", "d", "c"), ids(harness));
      assertEquals(0, operator.waitingCount());
    }
  }

  @Test
  void whatComesBehindTheWatermarkIsMarkedLateAndProcessedAtOnce() throws Exception {
    try (var harness = harness(null)) {
      harness.processWatermark(new Watermark(15));
      harness.processElement(record("late", "p", 15));
      harness.processElement(record("in-time", "p", 16));
      assertEquals(List.of("late"), ids(harness));
      assertTrue(harness.extractOutputValues().get(0).late());
    }
  }

  @Test
  void anEventWithoutKeyPassesByAndTouchesNoState() throws Exception {
    try (var harness = harness(null)) {
      harness.processElement(record("x", null, 50));
      assertEquals(List.of("x"), ids(harness));
      assertEquals(0, harness.numKeyedStateEntries());
    }
  }

  @Test
  void theFirstStepOfATaskHoldsBackEventsWithoutKeyToo() throws Exception {
    try (var harness = harness(Arrival.ALL, null)) {
      harness.processElement(record("x", null, 50));
      harness.processElement(record("a", "p", 10));
      assertEquals(List.of(), ids(harness));
      harness.processWatermark(new Watermark(60));
      assertEquals(List.of("a", "x"), ids(harness));
    }
  }

  @Test
  void aStepThatIsGivenTheOrderHoldsNothingBack() throws Exception {
    try (var harness = harness(Arrival.ORDERED, null)) {
      harness.processElement(record("a", "p", 10));
      harness.processElement(record("b", "p", 20));
      assertEquals(List.of("a", "b"), ids(harness));
    }
  }

  @ParameterizedTest
  @EnumSource(Arrival.class)
  void whatWaitedUnderAnotherLayoutGoesFirst(Arrival later) throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = harness(Arrival.ALL, null)) {
      harness.processElement(record("b", null, 20));
      harness.processElement(record("a", "q", 10));
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = harness(later, snapshot)) {
      harness.processElement(record("c", "p", 30));
      harness.processWatermark(new Watermark(100));
      assertEquals(List.of("a", "b", "c"), ids(harness));
      assertEquals(0, operator.waitingCount());
    }
  }

  @Test
  void whatWaitsIsReleasedWhenAllInputsAreIdle() throws Exception {
    try (var harness = harness(null)) {
      harness.processElement(record("b", "p", 20));
      harness.processElement(record("a", "p", 10));
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      assertEquals(List.of("a", "b"), ids(harness));
      harness.processElement(record("older", "p", 15));
      assertTrue(harness.extractOutputValues().get(2).late());
    }
  }

  private static Observation verdict(String project, long time) {
    return new Observation(
        Verdict.event("v", "npm", time, Verdict.Kind.BENIGN, "pw-1", List.of(1L), Verdict.NOT_SAID)
            .project(project)
            .build());
  }

  @Test
  void aVerdictIsHandedOnInOrderAndMakesNobodyKnown() throws Exception {
    try (var harness = harness(null)) {
      harness.processElement(record("b", "p", 20));
      harness.processElement(new StreamRecord<>(verdict("nobody", 15), 15));
      harness.processWatermark(new Watermark(30));
      assertEquals(List.of("v", "b"), ids(harness));
      assertEquals(1, harness.numKeyedStateEntries()); // the state of p
    }
  }

  /** It is given by today's clock: the stream may be years behind. */
  @Test
  void aVerdictWaitsThroughIdlenessAndMovesNoTime() throws Exception {
    try (var harness = harness(null)) {
      harness.processElement(record("a", "p", 10));
      harness.processElement(new StreamRecord<>(verdict("p", 1_000), 1_000));
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      assertEquals(List.of("a"), ids(harness));
      harness.processElement(record("b", "p", 500));
      assertFalse(harness.extractOutputValues().get(0).late());
      harness.processWatermark(new Watermark(2_000));
      assertEquals(List.of("a", "b", "v"), ids(harness));
    }
  }

  @Test
  void whatWaitsSurvivesASnapshotAndLeavesNothingBehind() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = harness(null)) {
      harness.processElement(record("first", "p", 5));
      harness.processWatermark(new Watermark(5));
      harness.processElement(record("b", "p", 20));
      harness.processElement(record("a", "q", 10));
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = harness(snapshot)) {
      assertEquals(2, operator.waitingCount());
      harness.processElement(record("c", "p", 12));
      harness.processWatermark(new Watermark(100));
      assertEquals(List.of("a", "c", "b"), ids(harness));
      snapshot = harness.snapshot(2, 2);
    }
    try (var harness = harness(snapshot)) {
      assertEquals(0, operator.waitingCount());
      assertEquals(2, harness.numKeyedStateEntries()); // the states of p and q, nothing else
      assertEquals(0, harness.numEventTimeTimers());
    }
  }

  @Test
  void stateAfterARestoreIsAsIfNothingHadHappened() throws Exception {
    List<Long> expected = histories(false);
    assertEquals(expected, histories(true));
  }

  @Test
  void whatIsKeptOfABriefKeyEndsAfterItsLastEventAndThatOfOthersNever() throws Exception {
    try (var harness = harness(Arrival.ORDERED, null)) {
      harness.processElement(record("brief-1", "p", 10));
      harness.processElement(record("lasting", "q", 10));
      harness.processElement(record("brief-2", "p", 60));
      harness.processWatermark(new Watermark(159));
      assertEquals(2, harness.numKeyedStateEntries());
      harness.processWatermark(new Watermark(160));
      assertEquals(1, harness.numKeyedStateEntries());
      assertEquals(0, harness.numEventTimeTimers());
    }
  }

  @Test
  void aBriefKeyHasEndedForALaterEventBeforeItsTimerFires() throws Exception {
    List<Long> never = briefHistory(Long.MIN_VALUE);
    assertEquals(never, briefHistory(150));
    assertEquals(never.get(0), never.get(1)); // both are the first of a chain
  }

  private List<Long> briefHistory(long watermark) throws Exception {
    try (var harness = harness(Arrival.ORDERED, null)) {
      harness.processElement(record("brief-1", "p", 10));
      harness.processWatermark(new Watermark(watermark));
      harness.processElement(record("brief-1", "p", 160));
      return drain(harness);
    }
  }

  @Test
  void theEndOfInputAndARestoreEndNothing() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = harness(Arrival.ORDERED, null)) {
      harness.processElement(record("brief-1", "p", 10));
      snapshot = harness.snapshot(1, 1);
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertEquals(1, harness.numKeyedStateEntries());
    }
    try (var harness = harness(Arrival.ORDERED, snapshot)) {
      assertEquals(1, harness.numKeyedStateEntries());
      harness.processWatermark(new Watermark(110));
      assertEquals(0, harness.numKeyedStateEntries());
    }
  }

  private List<Long> histories(boolean restart) throws Exception {
    List<Long> histories = new ArrayList<>();
    var harness = harness(null);
    for (int i = 0; i < 40; i++) {
      harness.processElement(record("e" + i, "p" + i % 3, 1000 + (i * 5) % 7));
      if (i == 20) {
        harness.processWatermark(new Watermark(990));
      }
      if (restart && i == 30) {
        histories.addAll(drain(harness));
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = harness(snapshot);
      }
    }
    harness.processWatermark(new Watermark(2000));
    histories.addAll(drain(harness));
    harness.close();
    return histories;
  }

  private static List<Long> drain(
      KeyedOneInputStreamOperatorTestHarness<String, Observation, Observation> harness) {
    return harness.extractOutputValues().stream().map(Observation::history).toList();
  }
}
