package dev.pubwatch.job.types;

import dev.pubwatch.core.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A codec of which version 2 doubles what version 1 wrote as it is. */
public final class VersionedCodecs implements CodecProvider {
  static int current = 2;

  public VersionedCodecs() {}

  @Override
  public Codec<?> codec(String name) {
    int version = current;
    return new Codec<Long>() {
      @Override
      public int version() {
        return version;
      }

      @Override
      public void write(Long value, DataOutput out) throws IOException {
        out.writeLong(version == 2 ? 2 * value : value);
      }

      @Override
      public Long read(int written, DataInput in) throws IOException {
        return written == 2 ? in.readLong() / 2 : in.readLong();
      }

      @Override
      public Long copy(Long value) {
        return value;
      }
    };
  }
}
