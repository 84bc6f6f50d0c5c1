package dev.pubwatch.job.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pubwatch.events.Alert;
import dev.pubwatch.job.stream.AlertMapper;
import dev.pubwatch.job.stream.Alerts;
import dev.pubwatch.job.stream.Observations;
import dev.pubwatch.job.types.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlreadyPublishedTest {
  /** The topic, as a list; static, since the fence opens it in its task. */
  private static final List<String> TOPIC = new ArrayList<>();

  private static boolean reachable = true;

  @BeforeEach
  void empty() {
    TOPIC.clear();
    reachable = true;
  }

  private static final class ListTopic implements AlertsTopic {
    @Override
    public Map<Integer, Long> ends() {
      if (!reachable) {
        throw new TimeoutException("no broker");
      }
      return new HashMap<>(Map.of(0, (long) TOPIC.size()));
    }

    @Override
    public void read(Map<Integer, Long> from, BiConsumer<String, Integer> alerts) {
      long start = from.getOrDefault(0, 0L);
      TOPIC.subList((int) start, TOPIC.size()).forEach(id -> alerts.accept(id, 1));
    }

    @Override
    public void close() {}
  }

  private static OneInputStreamOperatorTestHarness<Alert, Alert> fence(
      @Nullable OperatorSubtaskState restored) throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<Alert, Alert>(
            new ProcessOperator<>(new AlreadyPublished(ListTopic::new)));
    harness.setup(Types.ALERT.createSerializer(new SerializerConfigImpl()));
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
    return harness;
  }

  private static void alert(OneInputStreamOperatorTestHarness<Alert, Alert> fence, String id)
      throws Exception {
    int before = fence.extractOutputValues().size();
    Alert alert = AlertMapper.toAvro(Alerts.of(Observations.event("e", "p", 5), id));
    fence.processElement(alert, 5);
    List<Alert> out = fence.extractOutputValues();
    out.subList(before, out.size()).forEach(passed -> TOPIC.add(passed.getAlertId()));
  }

  @Test
  void anAlertAfterTheCheckpointIsNotRepeated() throws Exception {
    OperatorSubtaskState checkpoint;
    try (var fence = fence(null)) {
      alert(fence, "a");
      checkpoint = fence.snapshot(1, 1);
      alert(fence, "b"); // published, then the process dies
    }
    try (var fence = fence(checkpoint)) {
      alert(fence, "b"); // made once more from the checkpoint
      alert(fence, "c");
    }
    assertEquals(List.of("a", "b", "c"), TOPIC);
  }

  @Test
  void withoutACheckpointTheWholeTopicCounts() throws Exception {
    TOPIC.addAll(List.of("a", "b"));
    try (var fence = fence(null)) {
      alert(fence, "a");
      alert(fence, "b");
      alert(fence, "c");
    }
    assertEquals(List.of("a", "b", "c"), TOPIC);
  }

  @Test
  void aBrokerThatIsAwayDoesNotFailTheCheckpoint() throws Exception {
    OperatorSubtaskState checkpoint;
    try (var fence = fence(null)) {
      alert(fence, "a");
      reachable = false;
      checkpoint = fence.snapshot(1, 1);
      reachable = true;
    }
    try (var fence = fence(checkpoint)) {
      alert(fence, "a");
    }
    assertEquals(List.of("a"), TOPIC);
  }
}
