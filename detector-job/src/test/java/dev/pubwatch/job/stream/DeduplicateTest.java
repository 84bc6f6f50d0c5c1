package dev.pubwatch.job.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pubwatch.core.Observation;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class DeduplicateTest {
  private static final long DAY = Duration.ofDays(1).toMillis();

  private static KeyedOneInputStreamOperatorTestHarness<Long, Observation, Observation> harness()
      throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<Long, Observation, Observation>(
            new KeyedProcessOperator<>(new Deduplicate()), Deduplicate::key, Types.LONG);
    harness.setup(
        Pipeline.observations(new CountingDetector()).createSerializer(new SerializerConfigImpl()));
    return harness;
  }

  private static StreamRecord<Observation> record(String id, String project, long time) {
    return new StreamRecord<>(Observations.of(id, project, time), time);
  }

  @Test
  void theSameEventPassesOnceWhateverElseItSays() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement(record("a", "p", 5));
      harness.processElement(record("a", "q", 5));
      harness.processElement(record("b", "p", 5));
      List<String> ids =
          harness.extractOutputValues().stream().map(o -> o.event().eventId()).toList();
      assertEquals(List.of("a", "b"), ids);
    }
  }

  @Test
  void aDuplicateIsKnownAcrossARestart() throws Exception {
    var first = harness();
    first.open();
    first.processElement(record("a", "p", 5));
    var snapshot = first.snapshot(1, 1);
    first.close();
    try (var second = harness()) {
      second.initializeState(snapshot);
      second.open();
      second.processElement(record("a", "p", 5));
      assertEquals(0, second.extractOutputValues().size());
    }
  }

  @Test
  void aDaysIdsGoEightDaysAfterItsEnd() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement(record("a", "p", 5));
      harness.processWatermark(new Watermark(9 * DAY - 1));
      assertEquals(1, harness.numKeyedStateEntries());
      harness.processWatermark(new Watermark(9 * DAY));
      assertEquals(0, harness.numKeyedStateEntries());
      assertEquals(0, harness.numEventTimeTimers());
    }
  }
}
