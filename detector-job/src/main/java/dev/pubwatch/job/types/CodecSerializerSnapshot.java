package dev.pubwatch.job.types;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** What a checkpoint says of a {@link CodecSerializer}: which codec, in which version. */
public final class CodecSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int VERSION = 1;

  private @Nullable CodecRef<T> ref;
  private int codecVersion;

  /** For Flink, which then calls {@link #readSnapshot}. */
  public CodecSerializerSnapshot() {}

  CodecSerializerSnapshot(CodecRef<T> ref, int codecVersion) {
    this.ref = ref;
    this.codecVersion = codecVersion;
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(ref().provider().getName());
    out.writeUTF(ref().name());
    out.writeInt(codecVersion);
  }

  @Override
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader loader)
      throws IOException {
    if (readVersion != VERSION) {
      throw new IOException(
          "serializer snapshot of version %d, expected %d".formatted(readVersion, VERSION));
    }
    ref = CodecRef.restore(in.readUTF(), in.readUTF(), loader);
    codecVersion = in.readInt();
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return new CodecSerializer<>(ref(), codecVersion);
  }

  /** An older version is read and rewritten; a newer one, after a downgrade, is refused. */
  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    if (!(old instanceof CodecSerializerSnapshot<T> before) || !before.ref().equals(ref())) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    if (before.codecVersion == codecVersion) {
      return TypeSerializerSchemaCompatibility.compatibleAsIs();
    }
    return before.codecVersion < codecVersion
        ? TypeSerializerSchemaCompatibility.compatibleAfterMigration()
        : TypeSerializerSchemaCompatibility.incompatible();
  }

  private CodecRef<T> ref() {
    if (ref == null) {
      throw new IllegalStateException("the snapshot was not read yet");
    }
    return ref;
  }
}
