package dev.pubwatch.cli.explain;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log of one partition from the broker's files, whether the broker runs or not. Nothing
 * is written and nothing locked; a batch that is being written is left out, and of a transaction
 * only what was committed is told.
 */
final class PartitionLog {
  private static final String SEGMENT = ".log";

  private final Path folder;
  private final Map<Long, List<RecordBatchCopy>> open = new HashMap<>();

  /** Takes a record. */
  @FunctionalInterface
  interface Taker {
    void take(byte @Nullable [] key, byte @Nullable [] value);
  }

  /** A record of a transaction that is not decided yet. */
  private record RecordBatchCopy(@Nullable ByteBuffer key, @Nullable ByteBuffer value) {}

  /**
   * The log of a topic's only partition.
   *
   * @param kafka the broker's folder
   */
  PartitionLog(Path kafka, String topic) {
    this.folder = kafka.resolve(topic + "-0");
  }

  boolean exists() {
    return Files.isDirectory(folder);
  }

  /** Tells every committed record in order of offsets. */
  void read(Taker taker) throws IOException {
    for (Path segment : segments()) {
      try (FileRecords records = FileRecords.open(segment.toFile(), false)) {
        for (RecordBatch batch : records.batches()) {
          batch.ensureValid();
          tell(batch, taker);
        }
      } catch (KafkaException e) {
        throw new IOException(segment + " is damaged: " + e.getMessage(), e);
      }
    }
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(SEGMENT)).sorted().toList();
    }
  }

  private void tell(RecordBatch batch, Taker taker) {
    for (Record record : batch) {
      if (batch.isControlBatch()) {
        decide(batch.producerId(), record.key(), taker);
      } else if (batch.isTransactional()) {
        open.computeIfAbsent(batch.producerId(), id -> new ArrayList<>())
            .add(new RecordBatchCopy(copy(record.key()), copy(record.value())));
      } else {
        taker.take(bytes(record.key()), bytes(record.value()));
      }
    }
  }

  private void decide(long producerId, ByteBuffer marker, Taker taker) {
    List<RecordBatchCopy> decided = open.remove(producerId);
    if (decided != null && ControlRecordType.parse(marker) == ControlRecordType.COMMIT) {
      decided.forEach(record -> taker.take(bytes(record.key), bytes(record.value)));
    }
  }

  private static @Nullable ByteBuffer copy(@Nullable ByteBuffer buffer) {
    byte[] bytes = bytes(buffer);
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }

  private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
