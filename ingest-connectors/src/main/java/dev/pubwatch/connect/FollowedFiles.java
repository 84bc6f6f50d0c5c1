package dev.pubwatch.connect;

import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.RawRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one task: sees them appear, grow, rotate, shrink and go, and gives their records,
 * the oldest file first.
 *
 * <p>Not safe for use by several threads.
 */
final class FollowedFiles implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(FollowedFiles.class);

  /** How long a file that was renamed away or deleted is read on for what its writer still adds. */
  static final long DEPARTED_MILLIS = 5_000;

  /** A compressed file is read once it did not change for so long. */
  static final long COMPRESSED_QUIET_MILLIS = 1_000;

  /** A {@code .json} file without a last line end is whole once it did not change for so long. */
  static final long DOCUMENT_QUIET_MILLIS = 2_000;

  private static final int MAX_OPEN = 64;

  private final FileFinder finder;
  private final Contents contents;
  private final Framing framing;
  private final int maxRecordBytes;
  private final Predicate<RawRecord> whole;
  private final InstantSource clock;
  private final Identification identification;
  private final Map<Object, WatchedFile> files = new LinkedHashMap<>();
  private final Deque<WatchedFile> ready = new ArrayDeque<>();
  private final Deque<Found.Fault> faults = new ArrayDeque<>();
  private boolean skipExisting;

  /**
   * @param whole whether a last record without its line end can be read as it stands
   * @param skipExisting whether what the first scan finds new is taken as read
   */
  FollowedFiles(
      FileFinder finder,
      Contents contents,
      Framing framing,
      int maxRecordBytes,
      Predicate<RawRecord> whole,
      boolean skipExisting,
      InstantSource clock) {
    this.finder = finder;
    this.contents = contents;
    this.framing = framing;
    this.maxRecordBytes = maxRecordBytes;
    this.whole = whole;
    this.skipExisting = skipExisting;
    this.clock = clock;
    this.identification =
        new Identification(
            contents, framing, maxRecordBytes, clock, (file, e) -> fault(file, e, null));
  }

  /** Looks at the file system. */
  void scan() {
    update(finder.find());
    Collection<WatchedFile> all = new ArrayList<>(files.values());
    all.forEach(this::checkHeld);
    all.forEach(file -> identification.identify(file, true, skipExisting));
    all.forEach(file -> identification.identify(file, false, skipExisting));
    skipExisting = false;
    ready.clear();
    files.values().stream().filter(this::deservesReading).forEach(ready::add);
    closeIdle();
  }

  private void update(List<FileState> found) {
    Map<Object, WatchedFile> before = new LinkedHashMap<>(files);
    files.clear();
    Map<Object, WatchedFile> present = new LinkedHashMap<>();
    for (FileState state : found) {
      WatchedFile file = before.remove(state.key());
      if (file == null) {
        file = new WatchedFile(state);
      } else {
        file.found(state);
      }
      present.put(state.key(), file);
    }
    before.forEach(this::depart);
    files.putAll(present);
  }

  /** Departed files stay, before the others, until they were read to their end. */
  private void depart(Object key, WatchedFile file) {
    file.departed(clock.millis());
    if (file.reader() == null) {
      contents.release(file);
    } else {
      files.put(key, file);
    }
  }

  /** Lets go of a content that the file does not hold any more. */
  private void checkHeld(WatchedFile file) {
    if (file.content() == null || file.isDeparted() || !file.hasChanged()) {
      return;
    }
    try {
      if (file.heldContent().isUntouched() || !stillHolds(file)) {
        log.debug("{} grew before its first record, was truncated, or was rewritten", path(file));
        close(file);
        contents.release(file);
      } else {
        file.look(false);
      }
    } catch (IOException e) {
      log.debug("cannot check {} for now", path(file), e);
    }
  }

  private boolean stillHolds(WatchedFile file) throws IOException {
    ContentReader reader = file.reader();
    if (reader != null && !reader.isCompressed() && reader.stillHolds()) {
      return true;
    }
    close(file);
    return file.isCompressed()
        ? file.state().isSettled(clock.millis(), COMPRESSED_QUIET_MILLIS) && fits(file)
        : fits(file);
  }

  private static boolean fits(WatchedFile file) throws IOException {
    Content content = file.heldContent();
    Path path = file.state().path();
    return content.head().matches(ContentReader.head(path, content.head().length()))
        && ContentReader.fit(path, content.position()) == ContentReader.Fit.FITS;
  }

  /** The position after a record that was delivered whole. */
  Position after(WatchedFile file, RawRecord record, ContentReader reader) {
    return Identification.after(framing, file, record, reader);
  }

  private boolean isQuiet(WatchedFile file, long millis) {
    return file.state().isSettled(clock.millis(), millis);
  }

  private boolean deservesReading(WatchedFile file) {
    if (file.content() == null) {
      return false;
    }
    if (file.isDeparted() || !file.isAtEnd()) {
      return !file.isCompressed() || isQuiet(file, COMPRESSED_QUIET_MILLIS) || file.isDeparted();
    }
    return false;
  }

  /** The next record or fault, or null when all files are at their end for now. */
  @Nullable Found next() {
    Found.Fault fault = faults.poll();
    while (fault == null && !ready.isEmpty()) {
      WatchedFile file = ready.element();
      Found.Cut record = read(file);
      if (record != null) {
        return record;
      }
      ready.remove();
      fault = faults.poll();
    }
    return fault;
  }

  private Found.@Nullable Cut read(WatchedFile file) {
    try {
      ContentReader reader = file.reader();
      if (reader == null) {
        reader = open(file);
        file.read(reader);
      }
      RawRecord record = reader.next();
      return found(file, reader, record == null ? atEnd(file, reader) : record);
    } catch (NoSuchFileException | HistoryInput.ReplacedException gone) {
      close(file);
      contents.release(file);
      return null;
    } catch (IOException e) {
      return readFault(file, e);
    }
  }

  private static Found.@Nullable Cut found(
      WatchedFile file, ContentReader reader, @Nullable RawRecord raw) {
    return raw == null ? null : new Found.Cut(file, reader, raw);
  }

  /** Opens a file, unless another one took its name or its content since it was looked at. */
  private ContentReader open(WatchedFile file) throws IOException {
    Content content = file.heldContent();
    Path path = path(file);
    ContentReader reader = ContentReader.open(path, framing, maxRecordBytes, content.position());
    if (FileState.of(path).key().equals(file.state().key())
        && reader.holds(content.head(), content.position())
        && !deservesBetterName(content, reader)) {
      return reader;
    }
    reader.close();
    throw new NoSuchFileException(path.toString(), null, "another file has this name by now");
  }

  /** Whether it was named by a few bytes and has grown since, and nothing was sent under them. */
  private static boolean deservesBetterName(Content content, ContentReader reader)
      throws IOException {
    return content.isUntouched() && !content.head().isStrong() && reader.couldBeTold();
  }

  /** What is left at the end, if no more can come. */
  private @Nullable RawRecord atEnd(WatchedFile file, ContentReader reader) throws IOException {
    if (reader.isCompressed()) {
      return compressedEnd(file, reader);
    }
    if (file.isDeparted()) {
      return departedEnd(file, reader);
    }
    boolean document = framing == Framing.LINES && file.isDocument();
    if (!document) {
      file.atEnd();
      return null;
    }
    return documentEnd(file, reader);
  }

  private @Nullable RawRecord compressedEnd(WatchedFile file, ContentReader reader)
      throws IOException {
    RawRecord rest = reader.rest();
    if (rest == null) {
      file.heldContent().complete(file.state().size());
      file.atEnd();
      close(file);
      finishDeparted(file);
    }
    return rest;
  }

  private @Nullable RawRecord departedEnd(WatchedFile file, ContentReader reader)
      throws IOException {
    if (!file.isDepartedFor(DEPARTED_MILLIS, clock.millis())) {
      return null;
    }
    RawRecord rest = reader.rest();
    if (rest == null) {
      close(file);
      finishDeparted(file);
    }
    return rest;
  }

  private void finishDeparted(WatchedFile file) {
    if (file.isDeparted()) {
      contents.release(file);
      files.remove(file.state().key());
    }
  }

  private @Nullable RawRecord documentEnd(WatchedFile file, ContentReader reader)
      throws IOException {
    if (!isQuiet(file, DOCUMENT_QUIET_MILLIS)) {
      return null;
    }
    file.atEnd();
    RawRecord rest = reader.rest();
    if (rest != null && whole.test(rest)) {
      return rest;
    }
    close(file); // what was taken is read again when there is more
    return null;
  }

  private Found.@Nullable Cut readFault(WatchedFile file, IOException e) {
    ContentReader reader = file.reader();
    boolean mayBeCopied =
        file.isCompressed() && !file.isDeparted() && !isQuiet(file, Contents.COPY_QUIET_MILLIS);
    if (mayBeCopied) {
      close(file);
      return null;
    }
    fault(file, e, reader == null ? null : restOf(reader));
    file.atEnd();
    close(file);
    finishDeparted(file);
    return null;
  }

  private static @Nullable RawRecord restOf(ContentReader reader) {
    try {
      return reader.rest();
    } catch (IOException stillFaulty) {
      return null;
    }
  }

  private void fault(WatchedFile file, IOException e, @Nullable RawRecord rest) {
    if (file.isReported()) {
      return;
    }
    file.report();
    if (!contents.wasReported(file.state())) {
      log.warn("cannot read {}: {}", path(file), Faults.sentence(e));
      faults.add(new Found.Fault(file, Faults.sentence(e), rest));
    }
  }

  /** Keeps the number of open files bounded; departed files cannot be opened again. */
  private void closeIdle() {
    long open = files.values().stream().filter(file -> file.reader() != null).count();
    for (WatchedFile file : files.values()) {
      if (open <= MAX_OPEN) {
        return;
      }
      if (file.reader() != null && file.isAtEnd() && !file.isDeparted()) {
        close(file);
        open--;
      }
    }
  }

  private static void close(WatchedFile file) {
    ContentReader reader = file.reader();
    file.read(null);
    if (reader != null) {
      try {
        reader.close();
      } catch (IOException e) {
        log.debug("cannot close {}", path(file), e);
      }
    }
  }

  private static Path path(WatchedFile file) {
    return file.state().path();
  }

  @Override
  public void close() {
    files.values().forEach(FollowedFiles::close);
    files.clear();
    ready.clear();
  }
}
