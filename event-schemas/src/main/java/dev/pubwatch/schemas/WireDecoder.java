package dev.pubwatch.schemas;

import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of the wire format as today's class, whichever release wrote them. For hot loops:
 * no topic, no headers, and the record can be reused. Safe for use by many threads, unless they
 * share a record to reuse.
 */
public final class WireDecoder<T extends SpecificRecord> {
  private record Known<T>(int id, DatumReader<T> reader) {}

  private final IntFunction<Schema> writerById;
  private final Function<Schema, Class<T>> typeOf;
  private final BoundedCache<Integer, DatumReader<T>> readers =
      new BoundedCache<>(RegistryClient.CACHED);
  private volatile @Nullable Known<T> last;

  WireDecoder(IntFunction<Schema> writerById, Function<Schema, Class<T>> typeOf) {
    this.writerById = writerById;
    this.typeOf = typeOf;
  }

  /**
   * Reads records as {@code type}.
   *
   * @param config {@link AvroConfig}: where the registry is
   */
  public static <T extends SpecificRecord> WireDecoder<T> of(Class<T> type, Map<String, ?> config) {
    return new WireDecoder<>(RegistryClient.of(config)::schemaById, writer -> type);
  }

  /**
   * Reads records as {@code type} where there is no registry to ask.
   *
   * @param writerById the schema of an id; throws {@link SerializationException} for an unknown one
   */
  public static <T extends SpecificRecord> WireDecoder<T> of(
      Class<T> type, IntFunction<Schema> writerById) {
    return new WireDecoder<>(writerById, writer -> type);
  }

  /**
   * The record that {@code message} holds.
   *
   * @param reuse a record to fill and return, its parts included, or null for a new one
   * @throws SerializationException if {@code message} is malformed or its schema unknown
   */
  public T decode(byte[] message, @Nullable T reuse) {
    int id = WireFormat.schemaId(message);
    DatumReader<T> reader = reader(id);
    BinaryDecoder decoder =
        DecoderFactory.get()
            .binaryDecoder(
                message, WireFormat.HEADER_BYTES, message.length - WireFormat.HEADER_BYTES, null);
    try {
      T record = reader.read(reuse, decoder);
      if (!decoder.isEnd()) {
        throw new SerializationException("record of schema " + id + " ends before its message");
      }
      return record;
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
      throw new SerializationException(
          "%d bytes are no record of schema %d: %s".formatted(message.length, id, e.getMessage()),
          e);
    }
  }

  private DatumReader<T> reader(int id) {
    Known<T> known = last;
    if (known == null || known.id != id) {
      known = new Known<>(id, readers.get(id, this::open));
      last = known;
    }
    return known.reader;
  }

  private DatumReader<T> open(int id) {
    Schema writer = writerById.apply(id);
    return RecordTypes.reader(writer, typeOf.apply(writer));
  }
}
