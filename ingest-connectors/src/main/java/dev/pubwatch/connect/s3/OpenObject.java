package dev.pubwatch.connect.s3;

import dev.pubwatch.formats.Decompression;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.RawRecord;
import dev.pubwatch.formats.RecordSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.connect.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** An object that is being read, from a temporary copy. */
final class OpenObject implements AutoCloseable {
  private final Path copy;
  private final RecordSplitter splitter;
  private long eventsSeen;

  private OpenObject(Path copy, RecordSplitter splitter) {
    this.copy = copy;
    this.splitter = splitter;
  }

  /** Fetches an object. */
  static OpenObject open(ObjectStore store, Listed listed, Framing framing, int maxRecordBytes)
      throws IOException {
    Path folder = temporaryFolder();
    Path copy = folder.resolve("object");
    try {
      store.fetch(listed, copy);
      RecordSplitter splitter =
          RecordSplitter.open(Decompression.open(copy), framing, maxRecordBytes);
      return new OpenObject(copy, splitter);
    } catch (IOException | RuntimeException | Error e) {
      delete(copy);
      throw e;
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("pubwatch-s3-");
    } catch (IOException e) {
      throw new RetriableException("no temporary file can be made: " + e.getMessage(), e);
    }
  }

  @Nullable RawRecord next() throws IOException {
    return splitter.next();
  }

  /** Number of the next event in the object, from 0. */
  long nextEvent() {
    return eventsSeen++;
  }

  /** How many events it gave. */
  long eventsRead() {
    return eventsSeen;
  }

  private static void delete(Path copy) throws IOException {
    Files.deleteIfExists(copy);
    Path folder = copy.getParent();
    if (folder != null) {
      Files.deleteIfExists(folder);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      splitter.close();
    } finally {
      delete(copy);
    }
  }
}
