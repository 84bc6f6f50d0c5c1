package dev.pubwatch.job.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * All of a replay's events.
 *
 * @param position events read already
 */
record SortedSplit(long position) implements SourceSplit {

  @Override
  public String splitId() {
    return "all";
  }

  /** Binary form for checkpoints. */
  static final class Serializer implements SimpleVersionedSerializer<SortedSplit> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(SortedSplit split) {
      return ByteBuffer.allocate(Long.BYTES).putLong(split.position).array();
    }

    @Override
    public SortedSplit deserialize(int version, byte[] bytes) throws IOException {
      if (version != 1 || bytes.length != Long.BYTES) {
        throw new IOException("split of version %d and %d bytes".formatted(version, bytes.length));
      }
      return new SortedSplit(ByteBuffer.wrap(bytes).getLong());
    }
  }
}
