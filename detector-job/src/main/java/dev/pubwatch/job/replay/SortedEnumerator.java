package dev.pubwatch.job.replay;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/** Gives the one split to the first reader. */
final class SortedEnumerator implements SplitEnumerator<SortedSplit, Boolean> {
  private final SplitEnumeratorContext<SortedSplit> context;
  private @Nullable SortedSplit split;

  SortedEnumerator(SplitEnumeratorContext<SortedSplit> context, boolean assigned) {
    this.context = context;
    this.split = assigned ? null : new SortedSplit(0);
  }

  @Override
  public void start() {}

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {}

  @Override
  public void addSplitsBack(List<SortedSplit> splits, int subtask) {
    split = splits.isEmpty() ? split : splits.get(0);
    if (context.registeredReaders().containsKey(subtask)) {
      addReader(subtask);
    }
  }

  @Override
  public void addReader(int subtask) {
    if (split != null) {
      context.assignSplit(split, subtask);
      split = null;
    }
    context.signalNoMoreSplits(subtask);
  }

  @Override
  public Boolean snapshotState(long checkpointId) {
    return split == null;
  }

  @Override
  public void close() {}

  /** Binary form for checkpoints. */
  static final class Serializer implements SimpleVersionedSerializer<Boolean> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Boolean assigned) {
      return new byte[] {(byte) (assigned ? 1 : 0)};
    }

    @Override
    public Boolean deserialize(int version, byte[] bytes) throws IOException {
      if (version != 1 || bytes.length != 1) {
        throw new IOException("enumerator state of version " + version);
      }
      return bytes[0] == 1;
    }
  }
}
