package dev.pubwatch.job.types;

import dev.pubwatch.core.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of an {@link IdSet}: the number of ids, then 16 bytes each. */
final class IdSetCodec implements Codec<IdSet> {
  /**
   * Room that is made on the word of a file, which may be damaged; more grows with what is read.
   */
  private static final int MOST_BELIEVED = 1 << 16;

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(IdSet set, DataOutput out) throws IOException {
    out.writeInt(set.size());
    for (long half : set.toArray()) {
      out.writeLong(half);
    }
  }

  @Override
  public IdSet read(int version, DataInput in) throws IOException {
    int size = in.readInt();
    if (version != 1 || size < 0) {
      throw new IOException("id set of version %d and size %d".formatted(version, size));
    }
    IdSet set = IdSet.withCapacity(Math.min(size, MOST_BELIEVED));
    for (int i = 0; i < size; i++) {
      set.add(in.readLong(), in.readLong());
    }
    return set;
  }

  @Override
  public IdSet copy(IdSet value) {
    return new IdSet(value);
  }
}
