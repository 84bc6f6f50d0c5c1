package dev.pubwatch.job.live;

import dev.pubwatch.events.Alert;
import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an at-least-once job from repeating an alert after a restart.
 *
 * <p>A restart goes back to a checkpoint and makes the alerts that came after it once more, the
 * same ones, since the detector is deterministic. Those that reached the topic stand behind the end
 * offsets that the checkpoint remembers: they are read once at the start and each is held back when
 * it comes again. An offset that is too low costs reading, never an alert.
 */
final class AlreadyPublished extends ProcessFunction<Alert, Alert> implements CheckpointedFunction {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(AlreadyPublished.class);

  /** Opens the topic, in the task. */
  interface Topic extends Serializable {
    AlertsTopic open();
  }

  private record Published(String alertId, int revision) {}

  private final Topic where;
  private transient AlertsTopic topic;
  private transient ListState<Map<Integer, Long>> offsets;
  private transient Map<Integer, Long> lastEnds;
  private transient Set<Published> published;
  private transient Counter heldBack;

  @SuppressWarnings("NullAway.Init") // set in initializeState
  AlreadyPublished(Topic where) {
    this.where = where;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    TypeInformation<Map<Integer, Long>> type = Types.MAP(Types.INT, Types.LONG);
    offsets = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("ends", type));
    lastEnds = new HashMap<>();
    for (Map<Integer, Long> ends : offsets.get()) {
      ends.forEach((partition, end) -> lastEnds.merge(partition, end, Math::min));
    }
    heldBack = getRuntimeContext().getMetricGroup().counter("alerts.alreadyPublished");
    published = new HashSet<>();
    topic = where.open();
    topic.read(lastEnds, (id, revision) -> published.add(new Published(id, revision)));
    LOG.info("{} alerts were published after the checkpoint", published.size());
  }

  @Override
  public void processElement(Alert alert, Context context, Collector<Alert> out) {
    if (published.remove(new Published(alert.getAlertId(), alert.getRevision()))) {
      heldBack.inc();
    } else {
      out.collect(alert);
    }
  }

  /** Where the topic's end is not to be had, the one before is as safe. */
  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    try {
      lastEnds = new HashMap<>(topic.ends());
    } catch (KafkaException e) {
      LOG.warn("end of the alerts topic not known, keeping the one before: {}", e.getMessage());
    }
    offsets.update(List.of(lastEnds));
  }

  @Override
  public void close() {
    if (topic != null) {
      topic.close();
    }
  }
}
