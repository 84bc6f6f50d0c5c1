package dev.pubwatch.job.types;

import dev.pubwatch.core.Codec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Writes with a codec's current version, reads the version that the bytes were written in: the
 * current one, or an older one for a serializer that a checkpoint brought back.
 */
public final class CodecSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1;

  /** Reads whatever the codec writes now. */
  static final int CURRENT = 0;

  private final CodecRef<T> ref;
  private final int readVersion;
  private transient @Nullable Codec<T> codec;

  public CodecSerializer(CodecRef<T> ref) {
    this(ref, CURRENT);
  }

  CodecSerializer(CodecRef<T> ref, int readVersion) {
    this.ref = ref;
    this.readVersion = readVersion;
  }

  private Codec<T> codec() {
    Codec<T> known = codec;
    if (known == null) {
      known = ref.resolve();
      codec = known;
    }
    return known;
  }

  CodecRef<T> ref() {
    return ref;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return new CodecSerializer<>(ref, readVersion);
  }

  /** Codecs build what they read themselves; Flink accepts null as the thing to reuse. */
  @Override
  @SuppressWarnings("NullAway") // Flink's own contract, which carries no annotations
  public T createInstance() {
    return null;
  }

  @Override
  public T copy(T from) {
    return codec().copy(from);
  }

  @Override
  public T copy(T from, T reuse) {
    return codec().copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T record, DataOutputView target) throws IOException {
    codec().write(record, target);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    Codec<T> reader = codec();
    return reader.read(readVersion == CURRENT ? reader.version() : readVersion, source);
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new CodecSerializerSnapshot<>(ref, codec().version());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CodecSerializer<?> that
        && ref.equals(that.ref)
        && readVersion == that.readVersion;
  }

  @Override
  public int hashCode() {
    return ref.hashCode();
  }
}
