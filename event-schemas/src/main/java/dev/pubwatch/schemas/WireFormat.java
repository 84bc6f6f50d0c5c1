package dev.pubwatch.schemas;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/** Confluent's wire format: a zero byte, the schema's id in 4 bytes big-endian, Avro binary. */
public final class WireFormat {
  /** Bytes before the Avro body. */
  public static final int HEADER_BYTES = 5;

  private static final byte MAGIC = 0;

  private WireFormat() {}

  /**
   * The id of the writer's schema.
   *
   * @throws SerializationException if {@code message} is not in the wire format
   */
  public static int schemaId(byte[] message) {
    if (message.length < HEADER_BYTES) {
      throw new SerializationException(
          "message must hold at least 5 bytes of header, was " + message.length + " bytes");
    }
    if (message[0] != MAGIC) {
      throw new SerializationException(
          "message must start with byte 0 (Avro with a schema id), was " + message[0]);
    }
    return ByteBuffer.wrap(message).getInt(1);
  }

  /** The five bytes before the body of a record written with schema {@code id}. */
  static byte[] header(int id) {
    return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(id).array();
  }
}
