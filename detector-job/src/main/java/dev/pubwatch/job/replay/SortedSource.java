package dev.pubwatch.job.replay;

import dev.pubwatch.core.Observation;
import dev.pubwatch.job.stream.DetectorFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The sorted runs of a replay as one bounded stream, read by one task. */
final class SortedSource implements Source<Observation, SortedSplit, Boolean> {
  private static final long serialVersionUID = 1;

  private final ArrayList<String> runs;
  private final DetectorFactory detector;
  private final String runId;

  SortedSource(List<Path> runs, DetectorFactory detector, String runId) {
    this.runs = new ArrayList<>(runs.stream().map(Path::toString).toList());
    this.detector = detector;
    this.runId = runId;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SplitEnumerator<SortedSplit, Boolean> createEnumerator(
      SplitEnumeratorContext<SortedSplit> context) {
    return new SortedEnumerator(context, false);
  }

  @Override
  public SplitEnumerator<SortedSplit, Boolean> restoreEnumerator(
      SplitEnumeratorContext<SortedSplit> context, Boolean assigned) {
    return new SortedEnumerator(context, assigned);
  }

  @Override
  public SimpleVersionedSerializer<SortedSplit> getSplitSerializer() {
    return new SortedSplit.Serializer();
  }

  @Override
  public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
    return new SortedEnumerator.Serializer();
  }

  @Override
  public SourceReader<Observation, SortedSplit> createReader(SourceReaderContext context) {
    return new SortedReader(
        runs.stream().map(Path::of).toList(), detector.create().observations(), Meter.of(runId));
  }
}
