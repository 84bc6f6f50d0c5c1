package dev.pubwatch.job.types;

import dev.pubwatch.core.Codec;
import dev.pubwatch.schemas.AvroTrust;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** A generated Avro record between two tasks of one job. */
final class AvroCodec<T extends SpecificRecord> implements Codec<T> {
  static {
    AvroTrust.init();
  }

  private final BinaryMessageEncoder<T> encoder;
  private final BinaryMessageDecoder<T> decoder;
  private final SpecificData model;
  private final Schema schema;

  AvroCodec(Class<T> type) {
    model = SpecificData.getForClass(type);
    schema = model.getSchema(type);
    encoder = new BinaryMessageEncoder<>(model, schema);
    decoder = new BinaryMessageDecoder<>(model, schema);
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(T value, DataOutput out) throws IOException {
    ByteBuffer bytes = encoder.encode(value);
    out.writeInt(bytes.remaining());
    out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
  }

  @Override
  public T read(int version, DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return decoder.decode(bytes);
  }

  @Override
  public T copy(T value) {
    return model.deepCopy(schema, value);
  }
}
