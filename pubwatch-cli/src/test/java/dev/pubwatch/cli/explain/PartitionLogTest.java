package dev.pubwatch.cli.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.EndTransactionMarker;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that a broker writes, read without one. */
class PartitionLogTest {
  private static final short EPOCH = 0;

  @TempDir private Path kafka = Path.of("");
  private Path partition = kafka;
  private long offset;

  @BeforeEach
  void makeFolder() throws IOException {
    partition = Files.createDirectory(kafka.resolve("topic-0"));
  }

  private void append(int segment, MemoryRecords records) throws IOException {
    Path file = partition.resolve("%020d.log".formatted(segment));
    boolean there = Files.exists(file);
    try (FileRecords log = FileRecords.open(file.toFile(), true, there, 0, false)) {
      log.append(records);
      log.flush();
    }
    offset++;
  }

  private MemoryRecords plain(String value) {
    return MemoryRecords.withRecords(
        offset, Compression.zstd().build(), new SimpleRecord(value.getBytes(UTF_8)));
  }

  private MemoryRecords inTransaction(long producer, String value) {
    return MemoryRecords.withTransactionalRecords(
        offset, Compression.NONE, producer, EPOCH, 0, 0, new SimpleRecord(value.getBytes(UTF_8)));
  }

  private MemoryRecords end(long producer, ControlRecordType how) {
    return MemoryRecords.withEndTransactionMarker(
        offset, 0, 0, producer, EPOCH, new EndTransactionMarker(how, 0));
  }

  private List<String> read() throws IOException {
    List<String> values = new ArrayList<>();
    new PartitionLog(kafka, "topic")
        .read((key, value) -> values.add(new String(Objects.requireNonNull(value), UTF_8)));
    return values;
  }

  @Test
  void segmentsAreReadInOrderAndOnlyWhatWasCommittedIsTold() throws IOException {
    append(0, plain("a"));
    append(0, inTransaction(1, "aborted"));
    append(0, inTransaction(2, "b"));
    append(0, end(1, ControlRecordType.ABORT));
    append(4, inTransaction(1, "open"));
    append(4, end(2, ControlRecordType.COMMIT));
    append(4, plain("c"));
    assertEquals(List.of("a", "b", "c"), read());
  }

  @Test
  void aBatchThatIsBeingWrittenIsLeftOut() throws IOException {
    append(0, plain("a"));
    append(0, plain("b"));
    try (RandomAccessFile file =
        new RandomAccessFile(partition.resolve("%020d.log".formatted(0)).toFile(), "rw")) {
      file.setLength(file.length() - 3);
    }
    assertEquals(List.of("a"), read());
  }

  @Test
  void damageIsTold() throws IOException {
    append(0, plain("a"));
    try (RandomAccessFile file =
        new RandomAccessFile(partition.resolve("%020d.log".formatted(0)).toFile(), "rw")) {
      file.seek(file.length() - 2);
      file.write(99);
    }
    IOException told = assertThrows(IOException.class, this::read);
    assertEquals(true, String.valueOf(told.getMessage()).contains(".log is damaged"));
  }
}
