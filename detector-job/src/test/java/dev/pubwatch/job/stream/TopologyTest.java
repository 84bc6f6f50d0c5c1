package dev.pubwatch.job.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.pubwatch.core.DetectorConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class TopologyTest {
  private static StreamGraph graph() {
    var env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    DetectorFactory detector = StandardDetector.of(DetectorConfig.DEFAULTS);
    var events =
        env.fromData(Pipeline.observations(detector), Observations.of("a", "p", 1))
            .uid(Uids.FILE_SOURCE)
            .name(Uids.FILE_SOURCE);
    Pipeline.define(
        events,
        detector,
        alerts -> alerts.sinkTo(new DiscardingSink<>()).uid(Uids.ALERTS_SINK),
        scores -> scores.sinkTo(new DiscardingSink<>()).uid(Uids.SCORES_SINK));
    return env.getStreamGraph();
  }

  private static String describe(StreamGraph graph) {
    return graph.getStreamNodes().stream()
        .sorted(Comparator.comparingInt(StreamNode::getId))
        .map(node -> line(graph, node))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(StreamGraph graph, StreamNode node) {
    String inputs =
        node.getInEdges().stream()
            .map(
                edge ->
                    graph.getStreamNode(edge.getSourceId()).getTransformationUID()
                        + " by "
                        + edge.getPartitioner())
            .collect(Collectors.joining(", "));
    return "%s x%d of %d%s"
        .formatted(
            node.getTransformationUID(),
            node.getParallelism(),
            node.getMaxParallelism(),
            inputs.isEmpty() ? "" : " <- " + inputs);
  }

  @Test
  void isTheOneThatCheckpointsKnow() throws IOException {
    String expected;
    try (InputStream golden = TopologyTest.class.getResourceAsStream("topology.txt")) {
      expected = new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8);
    }
    assertEquals(
        expected,
        describe(graph()),
        "The topology changed. A checkpoint finds its state by uid, key and maximum parallelism:"
            + " if one of those changed, running jobs lose that state. If that is meant, write it"
            + " in CHANGELOG.md under state changes and update topology.txt with the text above.");
  }

  @Test
  void everyOperatorHasAUid() {
    for (StreamNode node : graph().getStreamNodes()) {
      assertNotNull(node.getTransformationUID(), node.getOperatorName() + " has no uid");
    }
    graph().getJobGraph(); // fails where an operator that Flink adds has none
  }
}
