package dev.pubwatch.job.snapshot;

import dev.pubwatch.core.Codec;
import dev.pubwatch.core.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a snapshot holds; read anew for each question, so that memory stays small. */
public final class SnapshotState implements LearnedState {
  private final Path file;
  private final SnapshotHeader header;

  private SnapshotState(Path file, SnapshotHeader header) {
    this.file = file;
    this.header = header;
  }

  /**
   * Opens a snapshot, which reads all of it.
   *
   * @throws SnapshotException when it is not whole, or holds what the codecs cannot read
   */
  public static LearnedState open(Path file, Map<String, Codec<?>> codecs) throws IOException {
    return new SnapshotState(file, Snapshots.check(file, codecs));
  }

  @Override
  public String origin() {
    String until =
        header.lastEventMillis() == SnapshotHeader.NO_TIME
            ? ""
            : " up to " + Instant.ofEpochMilli(header.lastEventMillis());
    return String.format(Locale.ROOT, "snapshot of %,d events%s", header.events(), until);
  }

  @Override
  public List<String> keys(Stage<?> stage) throws IOException {
    return Snapshots.keys(file, stage.name());
  }

  @Override
  public <S> @Nullable S find(Stage<S> stage, String key) throws IOException {
    return Snapshots.find(file, stage.name(), stage.codec(), key);
  }
}
