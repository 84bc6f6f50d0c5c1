package dev.pubwatch.job.replay;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Event;
import dev.pubwatch.core.Observation;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** External merge sort: runs are sorted in bounded memory and spilled, few enough to merge. */
final class EventSorter {
  private static final int MAX_RUNS = 64;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path folder;
  private final Codec<Observation> codec;
  private final long memoryBytes;
  private final List<SortedRecord> waiting = new ArrayList<>();
  private final List<Path> runs = new ArrayList<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
  private long waitingBytes;
  private long events;
  private int nextRun;

  /**
   * @param memoryBytes about how much to sort at once
   */
  EventSorter(Path folder, Codec<Observation> codec, long memoryBytes) {
    this.folder = folder;
    this.codec = codec;
    this.memoryBytes = memoryBytes;
  }

  void add(Event event) throws IOException {
    body.reset();
    codec.write(new Observation(event), new DataOutputStream(body));
    SortedRecord sorted = new SortedRecord(event.timeMillis(), event.eventId(), body.toByteArray());
    waiting.add(sorted);
    waitingBytes += sorted.sizeBytes();
    events++;
    if (waitingBytes >= memoryBytes) {
      spill();
    }
  }

  long events() {
    return events;
  }

  /** Sorted runs of all events; to be read by {@link RunMerge}. */
  List<Path> finish() throws IOException {
    if (!waiting.isEmpty()) {
      spill();
    }
    return List.copyOf(runs);
  }

  private void spill() throws IOException {
    waiting.sort(SortedRecord.ORDER);
    Path run = newRun();
    try (DataOutputStream out = open(run)) {
      for (SortedRecord sorted : waiting) {
        sorted.write(out);
      }
    }
    waiting.clear();
    waitingBytes = 0;
    runs.add(run);
    if (runs.size() == MAX_RUNS) {
      mergeAll();
    }
  }

  private void mergeAll() throws IOException {
    Path merged = newRun();
    try (RunMerge merge = RunMerge.open(runs);
        DataOutputStream out = open(merged)) {
      for (SortedRecord next = merge.next(); next != null; next = merge.next()) {
        next.write(out);
      }
    }
    for (Path run : runs) {
      Files.delete(run);
    }
    runs.clear();
    runs.add(merged);
  }

  private Path newRun() {
    return folder.resolve("run-" + nextRun++);
  }

  private static DataOutputStream open(Path run) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), BUFFER_BYTES));
  }
}
