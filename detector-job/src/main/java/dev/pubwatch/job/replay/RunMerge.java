package dev.pubwatch.job.replay;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Reads sorted runs as one. */
final class RunMerge implements Closeable {
  private record Head(SortedRecord first, DataInputStream rest) {}

  private static final int BUFFER_BYTES = 1 << 16;

  private final PriorityQueue<Head> heads =
      new PriorityQueue<>((a, b) -> SortedRecord.ORDER.compare(a.first, b.first));
  private final List<DataInputStream> open = new ArrayList<>();

  private RunMerge() {}

  static RunMerge open(List<Path> runs) throws IOException {
    RunMerge merge = new RunMerge();
    try {
      for (Path run : runs) {
        DataInputStream in =
            new DataInputStream(new BufferedInputStream(Files.newInputStream(run), BUFFER_BYTES));
        merge.open.add(in);
        merge.advance(in);
      }
      return merge;
    } catch (IOException e) {
      merge.close();
      throw e;
    }
  }

  /** The next record in order, or null after the last. */
  @Nullable SortedRecord next() throws IOException {
    Head head = heads.poll();
    if (head == null) {
      return null;
    }
    advance(head.rest);
    return head.first;
  }

  private void advance(DataInputStream in) throws IOException {
    SortedRecord first = SortedRecord.read(in);
    if (first != null) {
      heads.add(new Head(first, in));
    }
  }

  @Override
  public void close() throws IOException {
    for (DataInputStream in : open) {
      in.close();
    }
  }
}
