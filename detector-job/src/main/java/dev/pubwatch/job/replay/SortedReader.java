package dev.pubwatch.job.replay;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Observation;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/** Reads the merged runs, with a watermark after every batch. */
final class SortedReader implements SourceReader<Observation, SortedSplit> {
  private static final int BATCH = 256;

  private final List<Path> runs;
  private final Codec<Observation> codec;
  private final Meter meter;
  private CompletableFuture<Void> available = new CompletableFuture<>();
  private @Nullable RunMerge merge;
  private boolean noMore;
  private long position;

  SortedReader(List<Path> runs, Codec<Observation> codec, Meter meter) {
    this.runs = runs;
    this.codec = codec;
    this.meter = meter;
  }

  @Override
  public void start() {}

  @Override
  public InputStatus pollNext(ReaderOutput<Observation> output) throws IOException {
    if (merge == null) {
      return noMore ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }
    long time = Long.MIN_VALUE;
    int n = 0;
    for (; n < BATCH; n++) {
      SortedRecord next = merge.next();
      if (next == null) {
        break;
      }
      time = next.timeMillis();
      output.collect(decode(next), time);
    }
    position += n;
    meter.scored(n);
    if (n < BATCH) {
      return InputStatus.END_OF_INPUT;
    }
    output.emitWatermark(new Watermark(time - 1));
    return InputStatus.MORE_AVAILABLE;
  }

  private Observation decode(SortedRecord sorted) throws IOException {
    return codec.read(
        codec.version(), new DataInputStream(new ByteArrayInputStream(sorted.body())));
  }

  @Override
  public List<SortedSplit> snapshotState(long checkpointId) {
    return merge == null ? List.of() : List.of(new SortedSplit(position));
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return available;
  }

  @Override
  public void addSplits(List<SortedSplit> splits) {
    try {
      RunMerge opened = RunMerge.open(runs);
      for (SortedSplit split : splits) {
        for (position = 0; position < split.position(); position++) {
          opened.next();
        }
      }
      merge = opened;
    } catch (IOException e) {
      throw new IllegalStateException("cannot read sorted events: " + Faults.say(e), e);
    }
    available.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    noMore = true;
    available.complete(null);
  }

  @Override
  public void close() throws IOException {
    if (merge != null) {
      merge.close();
    }
  }
}
