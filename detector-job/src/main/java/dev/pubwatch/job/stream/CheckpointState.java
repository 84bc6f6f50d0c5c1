package dev.pubwatch.job.stream;

import dev.pubwatch.core.Stage;
import dev.pubwatch.job.snapshot.LearnedState;
import dev.pubwatch.job.types.CodecTypeInformation;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.JobVertexID;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.query.KvStateRegistry;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.LocalRecoveryConfig;
import org.apache.flink.runtime.state.UncompressedStreamCompressionDecorator;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackendBuilder;
import org.apache.flink.runtime.state.heap.HeapPriorityQueueSetFactory;
import org.apache.flink.runtime.state.metrics.LatencyTrackingStateConfig;
import org.apache.flink.runtime.state.metrics.SizeTrackingStateConfig;
import org.apache.flink.runtime.state.ttl.TtlTimeProvider;
import org.apache.flink.streaming.api.graph.StreamGraphHasherV2;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint of the live job holds, read without a cluster: an operator's keyed state is
 * restored into a heap backend of its own, whatever the parallelism that wrote it.
 *
 * <p>Events that waited for their turn when the checkpoint was taken are not learned yet.
 */
public final class CheckpointState implements LearnedState {
  private static final String METADATA = "_metadata";
  private static final int QUEUE_CAPACITY = 16;

  private final Path checkpoint;
  private final DetectorFactory detector;
  private final CheckpointMetadata metadata;

  private CheckpointState(Path checkpoint, DetectorFactory detector, CheckpointMetadata metadata) {
    this.checkpoint = checkpoint;
    this.detector = detector;
    this.metadata = metadata;
  }

  /**
   * Opens a checkpoint.
   *
   * @param checkpoint its folder, which the live job removes some time after the next one is there
   */
  public static LearnedState open(Path checkpoint, DetectorFactory detector) throws IOException {
    Path file = checkpoint.resolve(METADATA);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return new CheckpointState(
          checkpoint,
          detector,
          Checkpoints.loadCheckpointMetadata(in, loader(), checkpoint.toString()));
    }
  }

  private static ClassLoader loader() {
    return CheckpointState.class.getClassLoader();
  }

  @Override
  public String origin() {
    Instant saved =
        Instant.ofEpochMilli(checkpoint.resolve(METADATA).toFile().lastModified())
            .truncatedTo(ChronoUnit.SECONDS);
    return "checkpoint %d, saved %s".formatted(metadata.getCheckpointId(), saved);
  }

  @Override
  public List<String> keys(Stage<?> stage) throws IOException {
    HeapKeyedStateBackend<String> backend = backend(stage.name());
    try (Stream<String> keys = backend.getKeys(OrderedOperator.STATE, VoidNamespace.INSTANCE)) {
      return keys.sorted().toList();
    } finally {
      backend.dispose();
    }
  }

  @Override
  public <S> @Nullable S find(Stage<S> stage, String key) throws IOException {
    HeapKeyedStateBackend<String> backend = backend(stage.name());
    try {
      ValueState<S> state =
          backend.getPartitionedState(
              VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor(stage));
      backend.setCurrentKey(key);
      return state.value();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(
          "%s holds a state of %s that this pubwatch cannot read: %s"
              .formatted(checkpoint, stage.name(), e.getMessage()),
          e);
    } finally {
      backend.dispose();
    }
  }

  private <S> ValueStateDescriptor<S> descriptor(Stage<S> stage) {
    CodecTypeInformation<S> type =
        new CodecTypeInformation<>(
            Stages.<S>stateClass(), detector.codec(DetectorCodecs.of(stage)));
    ValueStateDescriptor<S> descriptor =
        new ValueStateDescriptor<>(
            OrderedOperator.STATE, type.createSerializer(new SerializerConfigImpl()));
    return descriptor;
  }

  private HeapKeyedStateBackend<String> backend(String uid) throws IOException {
    KeyGroupRange all = KeyGroupRange.of(0, Pipeline.MAX_PARALLELISM - 1);
    try (CloseableRegistry closing = new CloseableRegistry()) {
      return new HeapKeyedStateBackendBuilder<>(
              new KvStateRegistry().createTaskRegistry(new JobID(), new JobVertexID()),
              StringSerializer.INSTANCE,
              loader(),
              Pipeline.MAX_PARALLELISM,
              all,
              new ExecutionConfig(),
              TtlTimeProvider.DEFAULT,
              LatencyTrackingStateConfig.disabled(),
              SizeTrackingStateConfig.disabled(),
              handles(uid),
              UncompressedStreamCompressionDecorator.INSTANCE,
              LocalRecoveryConfig.BACKUP_AND_RECOVERY_DISABLED,
              new HeapPriorityQueueSetFactory(all, Pipeline.MAX_PARALLELISM, QUEUE_CAPACITY),
              false,
              closing)
          .build();
    }
  }

  private List<KeyedStateHandle> handles(String uid) {
    OperatorID id = new OperatorID(StreamGraphHasherV2.generateUserSpecifiedHash(uid));
    List<KeyedStateHandle> handles = new ArrayList<>();
    for (OperatorState operator : metadata.getOperatorStates()) {
      if (operator.getOperatorID().equals(id)) {
        for (OperatorSubtaskState task : operator.getStates()) {
          handles.addAll(task.getManagedKeyedState());
        }
      }
    }
    return handles;
  }
}
