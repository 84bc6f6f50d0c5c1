package dev.pubwatch.connect;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One logical stream of records, whichever file holds it at the moment: Connect's source partition.
 *
 * <p>A path says little about a content, since rotation moves it on: {@code app.log} becomes {@code
 * app.log.1}, then {@code app.log.2.gz}, and something new appears as {@code app.log}. Inode and
 * device say more, but a copy (logrotate's {@code copytruncate}) and a compressed copy have another
 * inode, a freed inode comes back with the next file, and device numbers change when a volume is
 * mounted again. So a content is known by its first bytes after decompression: a {@link
 * Fingerprint} of 1,024 of them, or of as many (a power of two) as there were when its first record
 * was sent. The inode is added where that is too short to tell contents apart, or where another
 * content with the same first bytes is being read. Whether a file really holds a content up to
 * where it was read is then checked with the {@link Tail} at that position.
 */
final class Content {
  static final String HEAD = "head";
  static final String FILE = "file";

  private final Fingerprint head;
  private final Map<String, String> partition;
  private Position position;
  private long completeSize;
  private @Nullable WatchedFile holder;

  Content(Fingerprint head, Map<String, String> partition, Position position, long completeSize) {
    this.head = head;
    this.partition = partition;
    this.position = position;
    this.completeSize = completeSize;
  }

  static Map<String, String> partition(Fingerprint head) {
    return Map.of(HEAD, head.toString());
  }

  static Map<String, String> partition(Fingerprint head, String fileId) {
    return new TreeMap<>(Map.of(HEAD, head.toString(), FILE, fileId));
  }

  Fingerprint head() {
    return head;
  }

  /** Whether nothing of it was delivered, so that no stored offset names it. */
  boolean isUntouched() {
    return position.equals(Position.START);
  }

  Map<String, String> partition() {
    return partition;
  }

  Position position() {
    return position;
  }

  void moveTo(Position next) {
    position = next;
  }

  /** Whether a compressed file of this size was read to its end. */
  boolean isComplete(long size) {
    return completeSize == size;
  }

  /** Size in bytes of the compressed file that was read to its end; negative when none was. */
  long completeSize() {
    return completeSize;
  }

  void complete(long size) {
    completeSize = size;
  }

  /** The file through which this content is read; null when it is gone or holds something else. */
  @Nullable WatchedFile holder() {
    return holder;
  }

  void holdBy(@Nullable WatchedFile file) {
    holder = file;
  }
}
