package dev.pubwatch.connect;

import dev.pubwatch.formats.Decompression;
import dev.pubwatch.formats.Framing;
import dev.pubwatch.formats.RawRecord;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out which contents newly found and changed files hold. */
final class Identification {
  private static final Logger log = LoggerFactory.getLogger(Identification.class);

  private final Contents contents;
  private final Framing framing;
  private final int maxRecordBytes;
  private final InstantSource clock;
  private final BiConsumer<WatchedFile, IOException> faults;

  /**
   * @param faults told of each file that cannot be read
   */
  Identification(
      Contents contents,
      Framing framing,
      int maxRecordBytes,
      InstantSource clock,
      BiConsumer<WatchedFile, IOException> faults) {
    this.contents = contents;
    this.framing = framing;
    this.maxRecordBytes = maxRecordBytes;
    this.clock = clock;
    this.faults = faults;
  }

  /** Finds out what a file holds; first among what is known, then as something new. */
  void identify(WatchedFile file, boolean resumeOnly, boolean skipExisting) {
    boolean settled = file.state().isSettled(clock.millis(), Contents.COPY_QUIET_MILLIS);
    if (file.content() != null || file.isDeparted() || !file.deservesLook(settled)) {
      return;
    }
    try {
      byte[] head = head(file);
      if (head != null && (contents.resume(file, head) || !resumeOnly)) {
        resolve(file, head, skipExisting);
        file.look(settled);
      }
    } catch (NoSuchFileException gone) {
      log.debug("{} disappeared", file.state().path());
    } catch (IOException e) {
      identifyFault(file, e, settled);
    }
  }

  private void identifyFault(WatchedFile file, IOException e, boolean settled) {
    if (file.isCompressed() && !settled) {
      return; // perhaps a copy under way
    }
    faults.accept(file, e);
    if (!(e instanceof AccessDeniedException)) {
      file.look(settled);
    }
  }

  /** The file's first bytes; null while it is too early to judge by them. */
  private byte @Nullable [] head(WatchedFile file) throws IOException {
    Path path = file.state().path();
    file.compressed(ContentReader.isCompressed(path));
    if (file.isCompressed()
        && !file.state().isSettled(clock.millis(), FollowedFiles.COMPRESSED_QUIET_MILLIS)) {
      return null;
    }
    byte[] head = ContentReader.head(path, Fingerprint.MAX_LENGTH);
    return head.length < Decompression.MAGIC_BYTES && !isText(head) ? null : head;
  }

  private void resolve(WatchedFile file, byte[] head, boolean skipExisting) throws IOException {
    boolean isNew = file.content() == null && contents.resolve(file, head, clock.millis());
    Content held = file.content();
    if (isNew && skipExisting) {
      skip(file);
    } else if (held != null && file.isCompressed() && held.isComplete(file.state().size())) {
      file.atEnd();
    }
  }

  /** Whether so few bytes cannot be the beginning of a compressed file. */
  private static boolean isText(byte[] head) {
    return head.length > 0 && head[0] >= 0 && head[0] != 0x1F && head[0] != 0x28;
  }

  /** Reads past what there is without delivering it. */
  private void skip(WatchedFile file) throws IOException {
    if (framing == Framing.LINES && !file.isCompressed()) {
      file.heldContent().moveTo(ContentReader.lastLineEnd(file.state().path()));
      return;
    }
    try (ContentReader reader =
        ContentReader.open(
            file.state().path(), framing, maxRecordBytes, file.heldContent().position())) {
      RawRecord record = reader.next();
      while (record != null) {
        file.heldContent().moveTo(after(framing, file, record, reader));
        record = reader.next();
      }
    }
  }

  /** The position after a record that was delivered whole. */
  static Position after(Framing framing, WatchedFile file, RawRecord record, ContentReader reader) {
    boolean counted = file.heldContent().position().line() > 0;
    long next = record.line() + (framing == Framing.LINES && record.terminated() ? 1 : 0);
    long line = counted ? next : 0;
    return new Position(record.endOffset(), 0, line, reader.tailAt(record.endOffset()));
  }
}
